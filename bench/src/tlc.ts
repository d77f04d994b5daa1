import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { ReportPage } from '@tlc/core/engine/answers'
import { type CommandOptions, type CommandResult, runCommand } from './peers/command.ts'

const LAUNCHER = join(import.meta.dirname, '../../tui/bin/tlc')

export type AnalysisReport = Omit<ReportPage, 'next'> & { schemaVersion: number }

/** Command and arguments that run `tlc` of this clone, as a person would. */
export function tlcWords(words: string[]): string[] {
  return [LAUNCHER, ...words]
}

/** The words that serve a project in the foreground, for `attach`. */
export function serveWords(root: string): string[] {
  return tlcWords(['serve', root, '--foreground'])
}

/** Runs `tlc` of this clone. */
export function tlc(words: string[], options: CommandOptions = {}): Promise<CommandResult> {
  return runCommand(LAUNCHER, words, options)
}

/** `tlc analyze --json` on a folder that no daemon serves and that tlc never saw, from the start of the process to its end. */
export async function coldAnalysis(
  root: string,
  signal: AbortSignal,
): Promise<{ report: AnalysisReport; seconds: number }> {
  await tlc(['stop', root], { signal, accept: [3] })
  rmSync(join(root, '.tlc'), { recursive: true, force: true })
  const { out, seconds } = await tlc(['analyze', root, '--json'], { signal })
  await tlc(['stop', root], { signal, accept: [3] })
  return { report: JSON.parse(out), seconds }
}
