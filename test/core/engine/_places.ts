import type { Target } from '@tlc/core/engine/answers'
import { engineOn, type RunningEngine } from './_engine.ts'

export interface Answers {
  /** `path:line:column certainty` of each definition that the place `path:line:column` may mean. */
  definition(place: string): Promise<string[]>
  references(place: string): Promise<string[]>
}

/** An engine on a project of these files, asked by places. */
export async function answersOn(files: Record<string, string>): Promise<RunningEngine & Answers> {
  const running = await engineOn(files)
  const asking = (id: string) => async (place: string) => {
    const [, path, line, column] = /^(.+):(\d+):(\d+)$/.exec(place)!
    const input = { path, line: Number(line), column: Number(column) }
    const { targets } = await running.ask<{ targets: Target[] }>(id, input)
    return targets.map((target) => `${target.path}:${target.line}:${target.column} ${target.certainty}`)
  }
  return { ...running, definition: asking('symbols.definition'), references: asking('symbols.references') }
}
