import { type Dirent, lstatSync, readdir, type Stats } from 'node:fs'
import * as fs from 'node:fs/promises'
import { fileFault, systemCode } from './file-fault.ts'
import type { EntryKind, Files, FolderEntry } from './system.ts'

/** A little less than a painted frame. */
const SLICE_MS = 8

/** Files of the real machine. */
export const nodeFiles: Files = {
  read: (path) => guarded('read', path, () => fs.readFile(path)),
  readText: (path) => guarded('read', path, () => fs.readFile(path, 'utf8')),
  write: (path, data, options = {}) =>
    guarded('write', path, () =>
      fs.writeFile(path, data, {
        mode: options.mode,
        flag: options.exclusive ? 'wx' : 'w',
        flush: options.sync ?? false,
      }),
    ),
  append: (path, data, options = {}) =>
    guarded('write', path, () => fs.appendFile(path, data, { flush: options.sync ?? false })),
  rename: (from, to) => guarded('rename', from, () => fs.rename(from, to)),
  remove: (path) => guarded('remove', path, () => fs.rm(path, { recursive: true, force: true })),
  makeFolder: (path, options = {}) =>
    guarded('make the folder', path, async () => void (await fs.mkdir(path, { recursive: true, mode: options.mode }))),
  list: listFolder,
  async stat(path) {
    try {
      const stat = await fs.lstat(path)
      return { kind: kindOf(stat), bytes: stat.size, mtimeMs: stat.mtimeMs, identity: `${stat.dev}:${stat.ino}` }
    } catch (thrown) {
      if (isMissing(thrown)) return null
      throw fileFault(thrown, 'look at', path)
    }
  },
  readLink: (path) => guarded('read the link', path, () => fs.readlink(path)),
  realPath: (path) => guarded('resolve', path, () => fs.realpath(path)),
  syncFolder: (path) => guarded('store', path, () => syncFolder(path)),
}

async function guarded<T>(what: string, path: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (thrown) {
    throw fileFault(thrown, what, path)
  }
}

// Callbacks, not promises: a promise a file doubles the cost of a scan.
function listFolder(path: string): Promise<FolderEntry[]> {
  return new Promise((resolve, reject) => {
    readdir(path, { withFileTypes: true }, (thrown, found) => {
      if (thrown) return reject(fileFault(thrown, 'list', path))
      const entries = found.map(
        (dirent): FolderEntry => ({ name: dirent.name, kind: kindOf(dirent), bytes: 0, mtimeMs: 0 }),
      )
      lookAtFiles(path, entries, () => resolve(entries))
    })
  })
}

// Synchronous calls cost a third; slices leave the loop its turns in a folder of 100,000 files or on a slow disk.
function lookAtFiles(path: string, entries: FolderEntry[], done: () => void): void {
  const files = entries.filter((entry) => entry.kind === 'file')
  let next = 0
  const lookOn = () => {
    const until = performance.now() + SLICE_MS
    while (next < files.length) {
      lookAt(path, files[next++]!)
      if (performance.now() > until) return void setImmediate(lookOn)
    }
    done()
  }
  lookOn()
}

function lookAt(path: string, entry: FolderEntry): void {
  try {
    const stat = lstatSync(`${path}/${entry.name}`, { throwIfNoEntry: false })
    if (stat) Object.assign(entry, { kind: kindOf(stat), bytes: stat.size, mtimeMs: stat.mtimeMs })
    else entry.fault = 'vanished'
  } catch (fault) {
    entry.fault = isMissing(fault) ? 'vanished' : 'unreadable'
  }
}

function kindOf(entry: Dirent | Stats): EntryKind {
  if (entry.isFile()) return 'file'
  if (entry.isDirectory()) return 'folder'
  return entry.isSymbolicLink() ? 'link' : 'other'
}

function isMissing(thrown: unknown): boolean {
  const code = systemCode(thrown)
  return code === 'ENOENT' || code === 'ENOTDIR'
}

async function syncFolder(path: string): Promise<void> {
  // Windows opens no folders; its renames are durable by the journal.
  if (process.platform === 'win32') return
  const folder = await fs.open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
