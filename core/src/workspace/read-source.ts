import { hash } from 'node:crypto'
import type { SkipReason } from '../document/records.ts'
import { readRegularFile } from '../system/read-regular-file.ts'
import { decode, formatOf } from './decode.ts'

/** Larger files are listed and never read. */
export const MAX_SOURCE_BYTES = 2 * 1024 * 1024

/** A file is minified from this size on, when its lines are this long on average. */
const MINIFIED_BYTES = 16 * 1024
const MINIFIED_LINE = 500

export interface ReadSource {
  /** The text without its byte order mark; null when `skipped` says why. */
  text: string | null
  skipped: SkipReason | null
  /** For `skipped`: what was found, one sentence. */
  message: string
  /** SHA-1 of the bytes in hex; '' when they were not read. For telling versions apart, no matter of trust. */
  hash: string
  bytes: number
  mtimeMs: number
}

/**
 * Reads, hashes, classifies and decodes one file. `path` is absolute; links are not followed, and anything but a regular
 * file is not opened. `knownHash`: bytes with that hash are not decoded, `text` and `skipped` are then both null.
 * Synchronous and for worker threads. Must not throw.
 */
export function readSource(path: string, options: { maxBytes?: number; knownHash?: string } = {}): ReadSource {
  const read = readRegularFile(path, options.maxBytes ?? MAX_SOURCE_BYTES)
  const stamp = { bytes: read.size, mtimeMs: read.mtimeMs }
  if ('fault' in read) return { text: null, skipped: read.fault, message: read.message, hash: '', ...stamp }
  const digest = hash('sha1', read.bytes, 'hex')
  const skip = (skipped: SkipReason, message: string): ReadSource => ({
    text: null,
    skipped,
    message,
    hash: digest,
    ...stamp,
  })
  if (digest === options.knownHash) return { text: null, skipped: null, message: '', hash: digest, ...stamp }
  const format = formatOf(read.bytes)
  if (format === 'binary') return skip('binary', 'It holds control characters as no text does.')
  if (format === 'encoding')
    return skip('encoding', 'Its byte order mark promises an encoding that its bytes do not keep.')
  const text = decode(read.bytes, format)
  // The pictures in a notebook are long lines; its cells are not.
  if (!path.endsWith('.ipynb') && isMinified(text))
    return skip('minified', `Its lines are longer than ${MINIFIED_LINE} characters on average.`)
  return { text, skipped: null, message: '', hash: digest, ...stamp }
}

function isMinified(text: string): boolean {
  if (text.length < MINIFIED_BYTES) return false
  const allowed = text.length / MINIFIED_LINE
  let lines = 1
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    lines += 1
    if (lines > allowed) return false
  }
  return true
}
