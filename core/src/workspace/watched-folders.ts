import type { TlcError } from '../system/error.ts'
import type { Watched, Watcher } from '../system/watcher.ts'
import type { FolderRules } from './ignore-rules.ts'

/** The folders of the project that are not ignored, with their rules and, where folders are watched singly, their watches. */
export interface WatchedFolders {
  /** Adds a folder or gives it other rules. One that could not be watched is tried again, once in a sweep at most. */
  add(path: string, rules: FolderRules): void
  /** Null for a folder that is ignored or not known yet. */
  rules(path: string): FolderRules | null
  has(path: string): boolean
  /** Forgets a folder and all below it. */
  remove(path: string): void
  /** Between these two, `add` marks; what was not marked at the end is forgotten. */
  beginSweep(): void
  endSweep(): void
  /** Whether every folder that can be listed has its watch, or needs none. */
  readonly areWatched: boolean
  close(): void
}

interface Entry {
  rules: FolderRules
  watched: Watched | null
  /** Why it has no watch; null when it has or needs none. */
  fault: TlcError | null
  sweep: number
}

export interface WatchedFoldersOptions {
  root: string
  /** Null where the tree is watched as a whole. */
  watcher: Watcher | null
  onChange(path: string, listed: boolean): void
  onLost(fault: TlcError): void
}

export function createWatchedFolders({ root, watcher, onChange, onLost }: WatchedFoldersOptions): WatchedFolders {
  const entries = new Map<string, Entry>()
  let sweep = 0
  /** The system allowed no more watches in this sweep: each further try would cost and fail. */
  let isRefused = false

  const attach = (path: string): Pick<Entry, 'watched' | 'fault'> => {
    if (!watcher) return { watched: null, fault: null }
    const absolute = path === '' ? root : `${root}/${path}`
    try {
      const watched = watcher.folder(absolute, {
        changed: (name, listed) => onChange(name === null ? path : path === '' ? name : `${path}/${name}`, listed),
        lost: onLost,
      })
      return { watched, fault: null }
    } catch (thrown) {
      const fault = thrown as TlcError
      isRefused ||= fault.code === 'watch/limit'
      return { watched: null, fault }
    }
  }

  const attachAgain = (path: string, entry: Entry) => {
    if (entry.fault === null || isRefused) return
    Object.assign(entry, attach(path))
  }

  const drop = (path: string) => {
    entries.get(path)?.watched?.close()
    entries.delete(path)
  }

  return {
    add(path, rules) {
      const known = entries.get(path)
      if (known) {
        if (known.sweep < sweep) attachAgain(path, known)
        Object.assign(known, { rules, sweep })
        return
      }
      const attached = attach(path)
      entries.set(path, { rules, ...attached, sweep })
      if (attached.fault) onLost(attached.fault)
    },
    rules: (path) => entries.get(path)?.rules ?? null,
    has: (path) => entries.has(path),
    remove(path) {
      drop(path)
      for (const other of [...entries.keys()]) if (other.startsWith(`${path}/`)) drop(other)
    },
    beginSweep() {
      sweep += 1
      isRefused = false
    },
    endSweep() {
      for (const [path, entry] of [...entries]) if (entry.sweep < sweep) drop(path)
    },
    get areWatched() {
      return ![...entries.values()].some(({ fault }) => fault?.code === 'watch/limit')
    },
    close() {
      for (const path of [...entries.keys()]) drop(path)
    },
  }
}
