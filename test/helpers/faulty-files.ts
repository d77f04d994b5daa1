import { fstatSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type LogFiles, realLogFiles } from '@tlc/collab-server/persistence/log-files'

export interface FaultyFiles extends LogFiles {
  /** Throws like a full disk from the next write on, after letting so many bytes through; null for a disk with space. */
  full: number | null
  /** Syncs fail as they do on a broken disk. */
  broken: boolean
  syncs: number
  /** Writes into `to` what a power cut would leave of `folder`: of every file what was synced, of all names those that were. */
  losePower(folder: string, to: string): void
}

/** The real files, with faults in front of them. */
export function faultyFiles(): FaultyFiles {
  const paths = new Map<number, string>()
  const synced = new Map<string, Uint8Array>()
  const named = new Map<string, Set<string>>()
  const faulty: FaultyFiles = {
    ...realLogFiles,
    open(path) {
      const file = realLogFiles.open(path)
      paths.set(file, path)
      return file
    },
    async syncFolder(folder) {
      const names = new Set(readdirSync(folder))
      await realLogFiles.syncFolder(folder)
      named.set(folder, names)
    },
    losePower(folder, to) {
      for (const name of named.get(folder) ?? []) {
        const left = synced.get(join(folder, name)) ?? new Uint8Array(0)
        writeFileSync(join(to, name), left)
        synced.set(join(to, name), left)
      }
      named.set(to, new Set(readdirSync(to)))
    },
    full: null,
    broken: false,
    syncs: 0,
    write(file, data, position) {
      if (faulty.full === null) return realLogFiles.write(file, data, position)
      // Space that the file has already does not run out.
      if (position + data.length <= fstatSync(file).size) return realLogFiles.write(file, data, position)
      const fits = Math.min(faulty.full, data.length)
      realLogFiles.write(file, data.subarray(0, fits), position)
      faulty.full -= fits
      if (fits < data.length) throw systemError('ENOSPC')
    },
    async sync(file) {
      faulty.syncs++
      if (faulty.broken) throw systemError('EIO')
      const path = paths.get(file)!
      // What is written while the sync runs may or may not make it; here it does not.
      const content = readFileSync(path)
      await realLogFiles.sync(file)
      synced.set(path, content)
    },
    link(path, as) {
      const content = synced.get(path)
      if (!realLogFiles.link(path, as)) return false
      if (content) synced.set(as, content)
      return true
    },
    async replace(path, data) {
      if (faulty.full !== null) throw systemError('ENOSPC')
      await realLogFiles.replace(path, data)
      synced.set(path, readFileSync(path))
      await faulty.syncFolder(dirname(path))
    },
  }
  return faulty
}

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: injected`), { code })
}
