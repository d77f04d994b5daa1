import { resolve } from 'node:path'
import { TlcError } from '../system/error.ts'
import { nodeSystem } from '../system/node-system.ts'
import type { System } from '../system/system.ts'
import type { ScannedFile, ScanResult } from './contract.ts'
import { findGitFolder } from './git-folder.ts'
import { rootRules } from './ignore-rules.ts'
import { type WalkOptions, walk } from './walk.ts'

export interface ScanOptions extends Pick<WalkOptions, 'signal' | 'onProgress' | 'onFiles' | 'onFolder' | 'limits'> {
  root: string
  system?: System
}

/** Lists the files of a project as `walk` does. Rejects with `project/missing` when the root is no folder that can be read. */
export async function scanProject({ root, system = nodeSystem, ...options }: ScanOptions): Promise<ScanResult> {
  const base = resolve(root)
  const rules = await rootRules(system, base, await findGitFolder(system.files, base))
  try {
    return await walk({ ...options, system, root: base, from: '', rules })
  } catch (thrown) {
    if (!(thrown instanceof TlcError)) throw thrown
    throw new TlcError('project/missing', `Expected a folder that can be read, got ${root}: ${thrown.message}`, {
      hint: 'Name the folder of a project.',
      cause: thrown,
    })
  }
}

/** Looks at single files again. A path that is no regular file any more counts as gone. */
export async function statFiles(
  root: string,
  paths: readonly string[],
  system: System = nodeSystem,
): Promise<{ present: ScannedFile[]; gone: string[] }> {
  const present: ScannedFile[] = []
  const gone: string[] = []
  for (const path of paths) {
    const stat = await system.files.stat(`${root}/${path}`).catch(() => null)
    if (stat?.kind === 'file') present.push({ path, bytes: stat.bytes, mtimeMs: stat.mtimeMs })
    else gone.push(path)
  }
  return { present, gone }
}
