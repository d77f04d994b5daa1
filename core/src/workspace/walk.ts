import { dirname } from 'node:path'
import type { SkipReason } from '../document/records.ts'
import { TlcError } from '../system/error.ts'
import { isWithin } from '../system/paths.ts'
import type { FolderEntry, System } from '../system/system.ts'
import type { ScannedFile, ScanResult } from './contract.ts'
import { type FolderRules, IGNORE_FILES } from './ignore-rules.ts'

export interface ScanLimits {
  /** Files after which the scan stops and says so. Default 1,000,000. */
  files: number
  /** Folders below each other after which a folder is `too-deep`. Default 400. */
  depth: number
}

export interface WalkOptions {
  system: System
  /** Absolute path of the project. */
  root: string
  /** Folder to begin at, relative to the project, '' for all of it, and the rules that hold where it lies. */
  from: string
  rules: FolderRules
  signal?: AbortSignal
  onProgress?: (found: number) => void
  /** Called with the files found since the last call when they are enough to be worked on meanwhile; not with the last ones. */
  onFiles?: (files: ScannedFile[]) => void
  /** Called with each folder before it is listed, and again with `rules` where its own ignore files add to them. */
  onFolder?: (path: string, rules: FolderRules) => void
  limits?: Partial<ScanLimits>
}

interface Folder {
  path: string
  depth: number
  rules: FolderRules
}

const FOLDERS_AT_ONCE = 8
const PROGRESS_EVERY = 1_000
/** So many files are handed on first, and twice as many each time after. */
const FIRST_FILES = 500

/**
 * Lists every file below a folder that no ignore rule leaves out, in no order. Links are listed as skipped and never
 * followed: what they point at within the project is found at its own place, and what lies outside is not the project's.
 * Rejects with the fault of `Files.list` when the first folder cannot be listed, and with the signal's reason.
 */
export async function walk(options: WalkOptions): Promise<ScanResult> {
  const { system, root, from, signal, onProgress, onFiles, onFolder } = options
  const limits: ScanLimits = { files: 1_000_000, depth: 400, ...options.limits }
  const result: ScanResult = { files: [], skipped: [] }
  const waiting: Folder[] = [{ path: from, depth: from === '' ? 0 : from.split('/').length, rules: options.rules }]
  let reported = 0
  let handed = 0
  let nextFiles = FIRST_FILES

  const visit = async (folder: Folder): Promise<void> => {
    onFolder?.(folder.path, folder.rules)
    const entries = await listOrSkip(folder)
    if (signal?.aborted || !entries) return
    const here = await rulesIn(folder, entries)
    for (const entry of entries) {
      const path = folder.path === '' ? entry.name : `${folder.path}/${entry.name}`
      if (here.ignores(path, entry.name, entry.kind === 'folder')) continue
      if (entry.kind === 'folder') enter({ path, depth: folder.depth + 1, rules: here })
      else if (entry.kind === 'link') result.skipped.push({ path, reason: await linkReason(system, root, path) })
      else take(entry, path)
    }
    if (onFiles && result.files.length - handed >= nextFiles) {
      onFiles(result.files.slice(handed))
      handed = result.files.length
      nextFiles *= 2
    }
    if (result.files.length - reported >= PROGRESS_EVERY) {
      reported = result.files.length
      onProgress?.(reported)
    }
  }

  const listOrSkip = async (folder: Folder): Promise<FolderEntry[] | null> => {
    try {
      return await system.files.list(folder.path === '' ? root : `${root}/${folder.path}`)
    } catch (thrown) {
      if (folder.path === from) throw thrown
      const reason = folderReason(thrown, folder.path)
      if (reason) result.skipped.push({ path: folder.path, reason })
      return null
    }
  }

  const rulesIn = async (folder: Folder, entries: FolderEntry[]): Promise<FolderRules> => {
    const found = entries.filter((entry) => entry.kind === 'file' && IGNORE_FILES.has(entry.name))
    if (found.length === 0) return folder.rules
    const rules = await folder.rules.within(folder.path, new Set(found.map((entry) => entry.name)))
    onFolder?.(folder.path, rules)
    return rules
  }

  const enter = (folder: Folder): void => {
    if (folder.depth > limits.depth) result.skipped.push({ path: folder.path, reason: 'too-deep' })
    else if (!result.limited) waiting.push(folder)
  }

  const take = (entry: FolderEntry, path: string): void => {
    const reason = entryReason(entry)
    if (reason) result.skipped.push({ path, reason })
    else if (result.files.length < limits.files) result.files.push({ path, bytes: entry.bytes, mtimeMs: entry.mtimeMs })
    else {
      result.limited = true
      waiting.length = 0
    }
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
