import { type FSWatcher, watch } from 'node:fs'
import { errorText, TlcError } from './error.ts'
import { systemCode } from './file-fault.ts'

export interface Watched {
  close(): void
}

export interface FolderListener {
  /** `name` of an entry; null when the system did not say. `listed`: it came, went or was replaced. */
  changed(name: string | null, listed: boolean): void
  /** Events may have been missed, or none come any more. */
  lost(fault: TlcError): void
}

/** Tells of changes on disk. Faults are `TlcError` `watch/limit` (the system allows no more) or `watch/failed`. */
export interface Watcher {
  /** Watches the entries of one folder, not what lies below them. */
  folder(path: string, listener: FolderListener): Watched
  /** Watches a folder and all below it. `changed` gets absolute paths. */
  tree(
    path: string,
    listener: { changed(path: string, listed: boolean): void; lost(fault: TlcError): void },
  ): Promise<Watched>
  /** True where a watch of each folder costs little and tells within a millisecond (inotify). */
  readonly byFolder: boolean
}

/**
 * The watcher of the real machine. On Linux one inotify watch a folder: @parcel/watcher holds events back for 50 ms after
 * the first of a burst, and watches ignored folders too. Elsewhere the system's own watch of a tree, through @parcel/watcher.
 */
export const nodeWatcher: Watcher = {
  byFolder: process.platform === 'linux',
  folder(path, listener) {
    let watcher: FSWatcher
    try {
      watcher = watch(path, { persistent: false })
    } catch (thrown) {
      throw watchFault(thrown, path)
    }
    watcher.on('change', (event, name) => listener.changed(name === null ? null : String(name), event === 'rename'))
    watcher.on('error', (thrown) => listener.lost(watchFault(thrown, path)))
    return { close: () => watcher.close() }
  },
  async tree(path, listener) {
    try {
      const { subscribe } = await import('@parcel/watcher')
      const subscription = await subscribe(path, (thrown, events) => {
        if (thrown) listener.lost(watchFault(thrown, path))
        else for (const event of events) listener.changed(event.path, event.type !== 'update')
      })
      return { close: () => void subscription.unsubscribe().catch(() => {}) }
    } catch (thrown) {
      throw watchFault(thrown, path)
    }
  },
}

function watchFault(thrown: unknown, path: string): TlcError {
  const text = errorText(thrown)
  const code = systemCode(thrown)
  if (code === 'ENOSPC' || code === 'EMFILE' || /no space left|too many open files/i.test(text)) {
    return new TlcError('watch/limit', `The system allows no more watches than it has given: ${text}`, {
      hint: 'Raise fs.inotify.max_user_watches and fs.inotify.max_user_instances (sysctl).',
      cause: thrown,
    })
  }
  return new TlcError('watch/failed', `Cannot watch ${path}: ${text}`, { cause: thrown })
}
