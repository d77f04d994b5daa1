import { appendFileSync, renameSync, statSync } from 'node:fs'

const MOST_BYTES = 1024 * 1024

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
      appendFileSync(path, text, { mode: 0o600 })
      bytes += Buffer.byteLength(text)
    } catch {
      // A full disk is told by other ways; the next line tries again.
    }
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}
