import type { Target } from '@tlc/core/engine/answers'
import { suite, type Test } from 'uvu'
import { engineOn, type RunningEngine } from './_engine.ts'

export interface Answers {
  /** `path:line:column certainty` of each definition that the place `path:line:column` may mean. */
  definition(place: string): Promise<string[]>
  references(place: string): Promise<string[]>
}

/** A suite whose tests ask an engine on a project of these files by places. */
export function answersSuite(title: string, files: Record<string, string>): Test<RunningEngine & Answers> {
  const test = suite<RunningEngine & Answers>(title)
  test.before(async (context) => {
    const running = await engineOn(files)
    const { ask } = running
    Object.assign(context, running, {
      definition: (place: string) => targetsAt(ask, 'symbols.definition', place),
      references: (place: string) => targetsAt(ask, 'symbols.references', place),
    })
  })
  test.after((context) => context.dispose())
  return test
}

async function targetsAt(ask: RunningEngine['ask'], id: string, place: string): Promise<string[]> {
  const [, path, line, column] = /^(.+):(\d+):(\d+)$/.exec(place)!
  const input = { path, line: Number(line), column: Number(column) }
  const { targets } = await ask<{ targets: Target[] }>(id, input)
  return targets.map((target) => `${target.path}:${target.line}:${target.column} ${target.certainty}`)
}
