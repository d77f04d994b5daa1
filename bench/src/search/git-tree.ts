import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { BenchContext } from '../define-bench.ts'
import { runCommand } from '../peers/command.ts'

/** A public repository at a fixed commit. */
export interface PinnedRepository {
  name: string
  url: string
  commit: string
}

export interface WorkTree {
  path: string
  /** Of what is there, which is not always what was asked for; '' when it has no git history. */
  commit: string
}

/**
 * The work tree of a repository below `folder`. One that is there already is taken as it is; otherwise it is cloned and
 * checked out once. Null when it cannot be had here.
 */
export async function workTree(
  { name, url, commit }: PinnedRepository,
  folder: string,
  { log, signal }: BenchContext,
): Promise<WorkTree | null> {
  const path = join(folder, name)
  if (!existsSync(path)) {
    log(`cloning ${name}`)
    const unfinished = `${path}.part`
    rmSync(unfinished, { recursive: true, force: true })
    mkdirSync(dirname(path), { recursive: true })
    try {
      await runCommand('git', ['clone', '--quiet', '--filter=blob:none', '--no-checkout', url, unfinished], { signal })
      await runCommand('git', ['-C', unfinished, 'checkout', '--quiet', '--detach', commit], { signal })
    } catch {
      rmSync(unfinished, { recursive: true, force: true })
      return null
    }
    renameSync(unfinished, path)
  }
  return { path, commit: await headOf(path, signal) }
}

async function headOf(path: string, signal: AbortSignal): Promise<string> {
  if (!existsSync(join(path, '.git'))) return ''
  const { out } = await runCommand('git', ['-C', path, 'rev-parse', 'HEAD'], { signal })
  return out.trim()
}
