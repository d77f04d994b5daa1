import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Writes every answer into the folder that `TLC_BENCH_DUMP` names, to see what went wrong; does nothing without it. */
export function dumpAnswers(name: string, answers: readonly object[]): void {
  const folder = process.env.TLC_BENCH_DUMP
  if (folder === undefined || answers.length === 0) return
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${name.replace(/\W+/g, '-')}.json`), JSON.stringify(answers, null, 1))
}
