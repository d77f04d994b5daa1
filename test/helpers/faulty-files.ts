import { fstatSync } from 'node:fs'
import { type LogFiles, realLogFiles } from '@tlc/collab-server/persistence/log-files'

export interface FaultyFiles extends LogFiles {
  /** Throws like a full disk from the next write on, after letting so many bytes through; null for a disk with space. */
  full: number | null
  /** Syncs fail as they do on a broken disk. */
  broken: boolean
  syncs: number
}

/** The real files, with faults in front of them. */
export function faultyFiles(): FaultyFiles {
  const faulty: FaultyFiles = {
    ...realLogFiles,
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
      await realLogFiles.sync(file)
    },
    async replace(path, data) {
      if (faulty.full !== null) throw systemError('ENOSPC')
      await realLogFiles.replace(path, data)
    },
  }
  return faulty
}

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: injected`), { code })
}
