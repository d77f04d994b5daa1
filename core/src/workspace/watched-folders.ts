import type { TlcError } from '../system/error.ts'
import type { Watched, Watcher } from '../system/watcher.ts'
import type { FolderRules } from './ignore-rules.ts'

/** The folders of the project that are not ignored, with their rules and, where folders are watched singly, their watches. */
export interface WatchedFolders {
  /** Adds a folder or gives it other rules. */
  add(path: string, rules: FolderRules): void
  /** Null for a folder that is ignored or not known yet. */
  rules(path: string): FolderRules | null
  has(path: string): boolean
  /** Forgets a folder and all below it. */
  remove(path: string): void
  /** Between these two, `add` marks; what was not marked at the end is forgotten. */
  beginSweep(): void
  endSweep(): void
  close(): void
}

interface Entry {
  rules: FolderRules
  watched: Watched | null
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

  const attach = (path: string): Watched | null => {
    if (!watcher) return null
    const absolute = path === '' ? root : `${root}/${path}`
    try {
      return watcher.folder(absolute, {
        changed: (name, listed) => onChange(name === null ? path : path === '' ? name : `${path}/${name}`, listed),
        lost: onLost,
      })
    } catch (thrown) {
      onLost(thrown as TlcError)
      return null
    }
  }

  const drop = (path: string) => {
    entries.get(path)?.watched?.close()
    entries.delete(path)
  }

  return {
    add(path, rules) {
      const known = entries.get(path)
      if (known) Object.assign(known, { rules, sweep })
      else entries.set(path, { rules, watched: attach(path), sweep })
    },
    rules: (path) => entries.get(path)?.rules ?? null,
    has: (path) => entries.has(path),
    remove(path) {
      drop(path)
      for (const other of [...entries.keys()]) if (other.startsWith(`${path}/`)) drop(other)
    },
    beginSweep() {
      sweep += 1
    },
    endSweep() {
      for (const [path, entry] of [...entries]) if (entry.sweep < sweep) drop(path)
    },
    close() {
      for (const path of [...entries.keys()]) drop(path)
    },
  }
}
