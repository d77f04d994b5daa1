import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { systemCode } from './file-fault.ts'

export interface OpenFile {
  bytes: number
  mtimeMs: number
  /** Fills at most `into` from an offset of the file and tells how much there was; 0 at its end. */
  read(into: Uint8Array, offset: number): Promise<number>
  close(): Promise<void>
}

/** Opens a regular file to read parts of it; says why where it is none. Never waits for a pipe. Must not throw. */
export async function openRegularFile(path: string): Promise<OpenFile | 'vanished' | 'unreadable' | 'not-a-file'> {
  let handle: FileHandle | undefined
  try {
    handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    const stat = await handle.stat()
    if (!stat.isFile()) {
      await handle.close()
      return 'not-a-file'
    }
    return openFile(handle, stat.size, stat.mtimeMs)
  } catch (thrown) {
    await handle?.close().catch(() => {})
    const code = systemCode(thrown)
    if (code === 'ENXIO' || code === 'EISDIR' || code === 'ELOOP') return 'not-a-file'
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'vanished' : 'unreadable'
  }
}

function openFile(handle: FileHandle, bytes: number, mtimeMs: number): OpenFile {
  return {
    bytes,
    mtimeMs,
    read: async (into, offset) => (await handle.read(into, 0, into.length, offset)).bytesRead,
    close: () => handle.close(),
  }
}
