import { dirname, resolve } from 'node:path'
import type { SkipReason } from '../document/records.ts'
import { TlcError } from '../system/error.ts'
import { nodeSystem } from '../system/node-system.ts'
import { isWithin } from '../system/paths.ts'
import type { FolderEntry, System } from '../system/system.ts'
import type { ScannedFile, ScanResult } from './contract.ts'
import { findGitFolder } from './git-folder.ts'
import { type FolderRules, IGNORE_FILES, rootRules } from './ignore-rules.ts'

export interface ScanLimits {
  /** Files after which the scan stops and says so. Default 1,000,000. */
  files: number
  /** Folders below each other after which a folder is `too-deep`. Default 400. */
  depth: number
}

export interface ScanOptions {
  root: string
  signal?: AbortSignal
  /** Called about every 1,000 files with how many were found so far. */
  onProgress?: (found: number) => void
  limits?: Partial<ScanLimits>
  system?: System
}

interface Folder {
  /** Relative to the project; '' for the project itself. */
  path: string
  depth: number
  rules: FolderRules
}

const FOLDERS_AT_ONCE = 8
const PROGRESS_EVERY = 1_000

/**
 * Lists every file of a project that no ignore rule leaves out, in no order. Links are listed as skipped and never
 * followed: what they point at within the project is found at its own place, and what lies outside is not the project's.
 * Rejects with `project/missing` when the root is no folder that can be read, and with the signal's reason.
 */
export async function scanProject(options: ScanOptions): Promise<ScanResult> {
  const { root, signal, onProgress, system = nodeSystem } = options
  const limits: ScanLimits = { files: 1_000_000, depth: 400, ...options.limits }
  const result: ScanResult = { files: [], skipped: [] }
  const base = resolve(root)
  const rules = await rootRules(system, base, await findGitFolder(system.files, base))
  const waiting: Folder[] = [{ path: '', depth: 0, rules }]
  let reported = 0

  const visit = async (folder: Folder): Promise<void> => {
    const entries = await listOrSkip(folder)
    if (signal?.aborted || !entries) return
    const found = new Set(
      entries.filter((entry) => entry.kind === 'file' && IGNORE_FILES.has(entry.name)).map((entry) => entry.name),
    )
    const here = found.size > 0 ? await folder.rules.within(folder.path, found) : folder.rules
    for (const entry of entries) {
      const path = folder.path === '' ? entry.name : `${folder.path}/${entry.name}`
      if (here.ignores(path, entry.name, entry.kind === 'folder')) continue
      if (entry.kind === 'folder') enter({ path, depth: folder.depth + 1, rules: here })
      else await take(entry, path)
    }
    if (result.files.length - reported >= PROGRESS_EVERY) {
      reported = result.files.length
      onProgress?.(reported)
    }
  }

  const listOrSkip = async (folder: Folder): Promise<FolderEntry[] | null> => {
    try {
      return await system.files.list(folder.path === '' ? base : `${base}/${folder.path}`)
    } catch (thrown) {
      if (folder.path === '') throw missing(root, thrown)
      const reason = folderReason(thrown, folder.path)
      if (reason) result.skipped.push({ path: folder.path, reason })
      return null
    }
  }

  const enter = (folder: Folder): void => {
    if (folder.depth > limits.depth) result.skipped.push({ path: folder.path, reason: 'too-deep' })
    else waiting.push(folder)
  }

  const take = async (entry: FolderEntry, path: string): Promise<void> => {
    if (result.files.length >= limits.files) {
      result.limited = true
      waiting.length = 0
      return
    }
    const reason = entry.kind === 'link' ? await linkReason(system, base, path) : entryReason(entry)
    if (reason) result.skipped.push({ path, reason })
    else result.files.push({ path, bytes: entry.bytes, mtimeMs: entry.mtimeMs } satisfies ScannedFile)
  }

  await inParallel(waiting, visit, signal)
  signal?.throwIfAborted()
  onProgress?.(result.files.length)
  return result
}

/** Works off a stack that grows meanwhile, depth first, so that it stays short. The first fault ends it. */
function inParallel(
  waiting: Folder[],
  visit: (folder: Folder) => Promise<void>,
  signal: AbortSignal | undefined,
): Promise<void> {
  return new Promise((done, reject) => {
    let active = 0
    const advance = () => {
      if (signal?.aborted) waiting.length = 0
      while (active < FOLDERS_AT_ONCE && waiting.length > 0) {
        active += 1
        visit(waiting.pop()!).then(() => {
          active -= 1
          advance()
        }, reject)
      }
      if (active === 0) done()
    }
    advance()
  })
}

function entryReason(entry: FolderEntry): SkipReason | null {
  // Names that are no UTF-8 come with replacement characters, by which the file cannot be opened.
  if (entry.fault) return entry.name.includes('\uFFFD') ? 'encoding' : entry.fault
  return entry.kind === 'file' ? null : 'not-a-file'
}

/** Null for a folder that is gone: it is no part of the project any more. */
function folderReason(thrown: unknown, path: string): SkipReason | null {
  const code = thrown instanceof TlcError ? thrown.code : ''
  if (code === 'file/missing' || code === 'file/not-folder') return path.includes('\uFFFD') ? 'encoding' : null
  return code === 'file/too-long' ? 'too-deep' : 'unreadable'
}

async function linkReason({ files }: System, root: string, path: string): Promise<SkipReason> {
  const link = `${root}/${path}`
  try {
    const target = await files.realPath(link)
    const holder = await files.realPath(dirname(link))
    return isWithin(target, holder) ? 'symlink-loop' : 'not-a-file'
  } catch (thrown) {
    return thrown instanceof TlcError && thrown.code === 'file/loop' ? 'symlink-loop' : 'not-a-file'
  }
}

function missing(root: string, cause: unknown): TlcError {
  return new TlcError('project/missing', `Expected a folder that can be read, got ${root}`, {
    hint: 'Name the folder of a project.',
    cause,
  })
}
