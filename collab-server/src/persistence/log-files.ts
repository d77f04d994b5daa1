import * as fs from 'node:fs'
import { dirname } from 'node:path'
import { promisify } from 'node:util'

/** The few file operations that the log is made of; tests put faults in front of the real ones. */
export interface LogFiles {
  /** Whole content, or null when there is no such file. */
  read(path: string): Uint8Array | null
  names(folder: string): string[]
  makeFolder(folder: string): void
  /** Opens for writing without cutting; makes the file when it is missing. */
  open(path: string): number
  write(file: number, data: Uint8Array, position: number): void
  /** Resolves when all that was written is on the disk. */
  sync(file: number): Promise<void>
  syncFolder(folder: string): Promise<void>
  close(file: number): void
  /** Whether the open file is still the one at `path`; false once somebody removed or replaced it. */
  isAt(file: number, path: string): boolean
  exists(path: string): boolean
  /** Writes aside, syncs, renames over `path`, syncs the folder: the file is either the old or the new one. */
  replace(path: string, data: Uint8Array[]): Promise<void>
  /** Keeps bytes for people to look at; a fault here is not one of the log. */
  keep(path: string, data: Uint8Array): void
  remove(path: string): void
  /** Gives the file a second name, in place of what had it. False where that cannot be done. */
  link(path: string, as: string): boolean
}

/** Where the system knows how to refuse one. */
const NO_LINK = fs.constants.O_NOFOLLOW ?? 0
const fdatasync = promisify(fs.fdatasync)

export const realLogFiles: LogFiles = {
  read(path) {
    try {
      return fs.readFileSync(path)
    } catch (thrown) {
      if (isMissing(thrown)) return null
      throw thrown
    }
  },
  names(folder) {
    try {
      return fs.readdirSync(folder)
    } catch (thrown) {
      if (isMissing(thrown)) return []
      throw thrown
    }
  },
  makeFolder: (folder) => void fs.mkdirSync(folder, { recursive: true, mode: 0o700 }),
  open: (path) => fs.openSync(path, fs.constants.O_RDWR | fs.constants.O_CREAT | NO_LINK, 0o600),
  write(file, data, position) {
    for (let done = 0; done < data.length; ) {
      done += fs.writeSync(file, data, done, data.length - done, position + done)
    }
  },
  sync: (file) => fdatasync(file),
  async syncFolder(folder) {
    // Windows opens no folders; its renames are journalled.
    if (process.platform === 'win32') return
    const handle = await fs.promises.open(folder, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  },
  close: (file) => fs.closeSync(file),
  isAt(file, path) {
    const there = fs.statSync(path, { throwIfNoEntry: false })
    const open = fs.fstatSync(file)
    return there?.ino === open.ino && there.dev === open.dev
  },
  exists: (path) => fs.existsSync(path),
  async replace(path, data) {
    const aside = `${path}.tmp`
    try {
      fs.rmSync(aside, { force: true })
      const handle = await fs.promises.open(aside, 'wx', 0o600)
      try {
        for (const part of data) await handle.writeFile(part)
        await handle.sync()
      } finally {
        await handle.close()
      }
      await fs.promises.rename(aside, path)
    } catch (thrown) {
      fs.rmSync(aside, { force: true })
      throw thrown
    }
    await realLogFiles.syncFolder(dirname(path))
  },
  keep(path, data) {
    fs.writeFileSync(path, data, { mode: 0o600 })
  },
  remove: (path) => fs.rmSync(path, { force: true }),
  link(path, as) {
    try {
      fs.rmSync(as, { force: true })
      fs.linkSync(path, as)
      return true
    } catch {
      return false
    }
  },
}

function isMissing(thrown: unknown): boolean {
  return thrown instanceof Error && (thrown as NodeJS.ErrnoException).code === 'ENOENT'
}
