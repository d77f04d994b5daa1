import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { ReportFile, ReportFinding } from '@tlc/core/engine/answers'
import { stopDaemon } from '@tlc/core/link/local'
import * as assert from 'uvu/assert'
import { type RunOptions, runTlc } from './run-tlc.ts'

/** What no project should take, on a machine that is busy with other tests. */
const PATIENCE_MS = 150_000

export interface AnalysisJson {
  files: ReportFile[]
  findings: ReportFinding[]
  skipped: { path: string; reason: string }[]
}

/** Runs `work` in an empty folder, then ends its daemon and removes it. */
export async function inFolder(work: (root: string) => void | Promise<void>, within = tmpdir()): Promise<void> {
  const root = realpathSync(mkdtempSync(join(within, 'tlc-hostile-')))
  try {
    await work(root)
  } finally {
    await stopDaemon(root)
    rmSync(root, { recursive: true, force: true })
  }
}

export function put(root: string, path: string, data: string | Uint8Array): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), data)
}

export function tlc(words: string[], options: RunOptions = {}) {
  return runTlc(words, { timeout: PATIENCE_MS, ...options })
}

/** What `tlc analyze --json` reports; it must end well and say nothing on the side. */
export async function analyse(root: string, options: RunOptions = {}): Promise<AnalysisJson> {
  const { code, out, err } = await tlc(['analyze', root, '--json'], options)
  assert.equal([code, err], [0, ''])
  return JSON.parse(out)
}

/** Path → reason. */
export function reasons({ skipped }: AnalysisJson): Record<string, string> {
  return Object.fromEntries(skipped.map(({ path, reason }) => [path, reason]))
}

/** Path → names of its functions. */
export function functionNames({ files }: AnalysisJson): Record<string, string[]> {
  return Object.fromEntries(files.map(({ path, functions }) => [path, functions.map(({ name }) => name)]))
}
