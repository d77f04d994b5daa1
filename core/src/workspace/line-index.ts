import { isUtf8 } from 'node:buffer'
import type { SkipReason } from '../document/records.ts'
import { type OpenFile, openRegularFile } from '../system/open-regular-file.ts'
import { insideProject } from '../system/paths.ts'
import { decode, formatOf, type TextFormat } from './decode.ts'
import { createLineCounter, type LineCounter } from './line-counter.ts'

export interface LineWindow {
  /** Without line ends. A line over 16 KB is cut and ends with `…`. */
  lines: string[]
  /** Lines of the file; while `complete` is false, those counted so far. */
  total: number
  complete: boolean
  skipped?: SkipReason
}

const CHUNK_BYTES = 1024 * 1024
const MAX_LINE_BYTES = 16 * 1024
/** A call counts lines this far beyond what it needs, so that a file of usual size is counted at once and a huge one bit by bit. */
const AHEAD_BYTES = 32 * 1024 * 1024
const FORMAT_BYTES = 64 * 1024
const CACHED_FILES = 16

interface Indexed {
  stamp: string
  format: TextFormat
  counter: LineCounter
}

/** Path → index, the last used at the end. */
const cache = new Map<string, Indexed>()

/**
 * Lines `from` to `to` (from 1, both included) of a file of any size, in time and memory that the window asks for: where
 * lines begin is remembered sparsely until the file changes. Throws `path/outside`, and the signal's reason.
 */
export async function readLines(options: {
  root: string
  path: string
  from: number
  to: number
  signal?: AbortSignal
}): Promise<LineWindow> {
  const { from, to, signal } = options
  signal?.throwIfAborted()
  const path = insideProject(options.root, options.path)
  const file = await openRegularFile(path)
  if (typeof file === 'string') return { lines: [], total: 0, complete: true, skipped: file }
  try {
    const indexed = await indexOf(path, file)
    if (typeof indexed === 'string') return { lines: [], total: 0, complete: true, skipped: indexed }
    await countUpTo(file, indexed.counter, to, signal)
    const { counter } = indexed
    const lines = await readWindow(file, indexed, Math.max(1, from), Math.min(to, counter.lines), signal)
    return { lines, total: counter.lines, complete: counter.complete }
  } finally {
    await file.close()
  }
}

async function indexOf(path: string, file: OpenFile): Promise<Indexed | 'binary' | 'encoding'> {
  const stamp = `${file.bytes}:${file.mtimeMs}`
  const known = cache.get(path)
  cache.delete(path)
  if (known?.stamp === stamp) {
    cache.set(path, known)
    return known
  }
  const head = Buffer.allocUnsafe(Math.min(file.bytes, FORMAT_BYTES))
  const read = await file.read(head, 0)
  const format = formatOf(head.subarray(0, read), file.bytes > read)
  if (typeof format === 'string') return format
  const indexed: Indexed = { stamp, format, counter: createLineCounter(format) }
  cache.set(path, indexed)
  for (const oldest of cache.keys()) {
    if (cache.size <= CACHED_FILES) break
    cache.delete(oldest)
  }
  return indexed
}

async function countUpTo(file: OpenFile, counter: LineCounter, line: number, signal?: AbortSignal): Promise<void> {
  const buffer = Buffer.allocUnsafe(counter.complete ? 0 : CHUNK_BYTES)
  const enough = counter.offset + AHEAD_BYTES
  while (!counter.complete && (counter.lines <= line || counter.offset < enough)) {
    const offset = counter.offset
    const read = await file.read(buffer, offset)
    signal?.throwIfAborted()
    // Another call may have counted these bytes while this one waited for them.
    if (counter.offset === offset) counter.add(buffer.subarray(0, read))
  }
}

async function readWindow(
  file: OpenFile,
  { counter, format }: Indexed,
  from: number,
  to: number,
  signal?: AbortSignal,
): Promise<string[]> {
  const lines: string[] = []
  if (from > to) return lines
  const start = counter.before(from)
  let line = start.line
  let offset = start.offset
  let held: Buffer[] = []
  let heldBytes = 0
  const hold = (part: Buffer) => {
    const room = MAX_LINE_BYTES + 4 - heldBytes
    if (room > 0) held.push(Buffer.from(part.subarray(0, room)))
    heldBytes += Math.min(part.length, Math.max(room, 0))
  }
  const end = () => {
    if (line >= from) lines.push(lineText(Buffer.concat(held), format))
    line += 1
    held = []
    heldBytes = 0
  }
  const buffer = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, 64 * 1024))
  while (line <= to) {
    const read = await file.read(buffer, offset)
    signal?.throwIfAborted()
    if (read === 0) {
      end()
      break
    }
    const chunk = buffer.subarray(0, read)
    let at = 0
    while (line <= to) {
      const next = counter.endOfLine(chunk, at, offset)
      if (line >= from) hold(chunk.subarray(at, next < 0 ? read : next))
      if (next < 0) break
      end()
      at = next + counter.unit
    }
    offset += read
  }
  return lines
}

function lineText(bytes: Buffer, format: TextFormat): string {
  const cut = bytes.length > MAX_LINE_BYTES
  const kept = cut ? bytes.subarray(0, MAX_LINE_BYTES) : bytes
  // A file is judged by its beginning; a line further down may still be no UTF-8.
  const encoding = format.encoding === 'utf-8' && !cut && !isUtf8(kept) ? 'windows-1252' : format.encoding
  const text = decode(kept, { encoding, bom: 0 }).replace(/\r$/, '')
  return cut ? `${text}…` : text
}
