import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs'
import { systemCode } from './file-fault.ts'

export type RegularFile =
  | { bytes: Buffer; size: number; mtimeMs: number }
  | { fault: 'too-large' | 'unreadable' | 'vanished' | 'not-a-file'; size: number; mtimeMs: number; message: string }

// A FIFO without a writer would block the open for ever; a link would lead out of the project.
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0)

/** Read into again and again: memory that is new for every file costs more than the reading. */
let shared = Buffer.allocUnsafeSlow(256 * 1024)

/**
 * Reads a regular file of at most `maxBytes`, nothing of a larger one. Synchronous: for worker threads, where it costs a
 * third of what the asynchronous calls cost. `mtimeMs` is from before the first byte was read, so that a change meanwhile
 * shows as a newer time. `bytes` are valid until the next call. Must not throw.
 */
export function readRegularFile(path: string, maxBytes: number): RegularFile {
  let descriptor: number
  try {
    descriptor = openSync(path, FLAGS)
  } catch (thrown) {
    return openFault(thrown)
  }
  let stat: Stats | undefined
  try {
    stat = fstatSync(descriptor)
    if (!stat.isFile()) return fault('not-a-file', stat, 'It is a folder, a device, a socket or a pipe.')
    if (stat.size > maxBytes) return tooLarge(stat, stat.size, maxBytes)
    const bytes = readAll(descriptor, stat.size, maxBytes)
    if (!bytes) return tooLarge(stat, maxBytes + 1, maxBytes)
    return { bytes, size: bytes.length, mtimeMs: stat.mtimeMs }
  } catch (thrown) {
    return fault('unreadable', stat, textOf(thrown))
  } finally {
    closeSync(descriptor)
  }
}

/** Null when the file turned out to hold more than `maxBytes`: it grew, or its size was no promise (as in /proc). */
function readAll(descriptor: number, size: number, maxBytes: number): Buffer | null {
  if (shared.length <= size) shared = Buffer.allocUnsafeSlow(size + 1)
  let length = 0
  for (;;) {
    const read = readSync(descriptor, shared, length, shared.length - length, null)
    length += read
    if (length > maxBytes) return null
    // One look at the end is enough: a file that grows just then is changed, and read again.
    if (read === 0 || (length === size && read === size)) return shared.subarray(0, length)
    if (length === shared.length) {
      const larger = Buffer.allocUnsafeSlow(shared.length * 2)
      shared.copy(larger, 0, 0, length)
      shared = larger
    }
  }
}

function openFault(thrown: unknown): RegularFile {
  switch (systemCode(thrown)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return fault('vanished', undefined, 'It is gone.')
    case 'ELOOP':
    case 'ENXIO':
    case 'EISDIR':
      return fault('not-a-file', undefined, 'It is a link, a socket or a pipe.')
    default:
      return fault('unreadable', undefined, textOf(thrown))
  }
}

function tooLarge(stat: Stats, size: number, maxBytes: number): RegularFile {
  return {
    fault: 'too-large',
    size,
    mtimeMs: stat.mtimeMs,
    message: `It holds more than the ${maxBytes} bytes that are analysed.`,
  }
}

function fault(
  reason: 'unreadable' | 'vanished' | 'not-a-file',
  stat: Stats | undefined,
  message: string,
): RegularFile {
  return { fault: reason, size: stat?.size ?? 0, mtimeMs: stat?.mtimeMs ?? 0, message }
}

function textOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}
