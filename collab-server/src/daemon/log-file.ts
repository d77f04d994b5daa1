import { closeSync, constants, openSync, renameSync, statSync, writeSync } from 'node:fs'

const MOST_BYTES = 1024 * 1024
const { O_WRONLY, O_APPEND, O_CREAT, O_NOFOLLOW = 0 } = constants
/** A link in its place is not followed: whoever put it there would choose what lines are written to. */
const FLAG = O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW

/** Writes lines with their time; the file is turned over to `<path>.1` when it is full. Must not throw: logging never ends a daemon. */
export function logFile(path: string): (line: string) => void {
  let bytes = sizeOf(path)
  return (line) => {
    const text = `${new Date().toISOString()} ${line.replaceAll('\n', '\n  ')}\n`
    try {
      if (bytes > MOST_BYTES) {
        renameSync(path, `${path}.1`)
        bytes = 0
      }
      append(path, text)
      bytes += Buffer.byteLength(text)
    } catch {
      // A full disk is told by other ways; the next line tries again.
    }
  }
}

function append(path: string, text: string): void {
  const file = openSync(path, FLAG, 0o600)
  try {
    writeSync(file, text)
  } finally {
    closeSync(file)
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}
