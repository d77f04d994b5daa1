import { checksum, flippedBit } from './checksum.ts'

/** One entry of a room's log. */
export interface LogRecord {
  meta: RecordMeta
  /** A Yjs update; empty in the first record of a file. */
  update: Uint8Array
}

export interface RecordMeta {
  /** Id of whoever caused the change. */
  author: string
  /** ms since the epoch. */
  at: number
  /** Idempotency key of the intent that wrote it, and its answer as JSON. */
  key?: string
  answer?: string
  /** In the first record of a file: which room and which generation it continues. */
  room?: string
  generation?: number
}

export interface Damage {
  /** Where in the file, and how many bytes. */
  offset: number
  bytes: number
  /** A single flipped bit was put right: nothing is lost. */
  repaired: boolean
}

/** How many bytes could not be put right. */
export function lostBytes(damage: readonly Damage[]): number {
  return damage.reduce((sum, { bytes, repaired }) => sum + (repaired ? 0 : bytes), 0)
}

export interface Scan {
  records: LogRecord[]
  /** Where the next record goes. */
  end: number
  damage: Damage[]
}

const HEAD = 12
const MOST_BYTES = 256 * 1024 * 1024
const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true })

/** Layout: length of the body, length of the meta within it, checksum of both and the body (u32 each, little endian), body. */
export function encodeRecord({ meta, update }: LogRecord): Uint8Array {
  const metaBytes = encoder.encode(JSON.stringify(meta))
  const record = new Uint8Array(HEAD + metaBytes.length + update.length)
  const view = new DataView(record.buffer)
  view.setUint32(0, metaBytes.length + update.length, true)
  view.setUint32(4, metaBytes.length, true)
  record.set(metaBytes, HEAD)
  record.set(update, HEAD + metaBytes.length)
  view.setUint32(8, checksum(record.subarray(0, 8), record.subarray(HEAD)), true)
  return record
}

/**
 * Reads a log to its end. Zeros behind the last record are reserved space. Whatever else does not verify is damage, zeros
 * alone too, for a log is written from its first record on: one flipped bit is put right; otherwise reading goes on at the
 * next record that verifies, because Yjs updates commute.
 */
export function scanLog(bytes: Uint8Array): Scan {
  const records: LogRecord[] = []
  const damage: Damage[] = []
  let at = 0
  while (at < bytes.length) {
    const read = readRecord(bytes, at)
    if (read) {
      records.push(read.record)
      at += read.size
      continue
    }
    if (isZero(bytes, at)) {
      if (at === 0) damage.push({ offset: 0, bytes: bytes.length, repaired: false })
      break
    }
    const repaired = repairRecord(bytes, at)
    if (repaired) {
      records.push(repaired.record)
      damage.push({ offset: at, bytes: repaired.size, repaired: true })
      at += repaired.size
      continue
    }
    const next = nextRecord(bytes, at + 1)
    const from = firstNonZero(bytes, at)
    damage.push({ offset: from, bytes: (next ?? lastNonZero(bytes) + 1) - from, repaired: false })
    if (next === null) break
    at = next
  }
  return { records, end: at, damage }
}

function readRecord(bytes: Uint8Array, at: number): { record: LogRecord; size: number } | null {
  const head = readHead(bytes, at)
  if (!head) return null
  const body = bytes.subarray(at + HEAD, at + HEAD + head.body)
  if (checksum(bytes.subarray(at, at + 8), body) !== head.sum) return null
  const meta = readMeta(body.subarray(0, head.meta))
  return meta && { record: { meta, update: new Uint8Array(body.subarray(head.meta)) }, size: HEAD + head.body }
}

function readHead(bytes: Uint8Array, at: number): { body: number; meta: number; sum: number } | null {
  if (at + HEAD > bytes.length) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, HEAD)
  const body = view.getUint32(0, true)
  const meta = view.getUint32(4, true)
  if (body === 0 || body > MOST_BYTES || meta > body || at + HEAD + body > bytes.length) return null
  return { body, meta, sum: view.getUint32(8, true) }
}

function readMeta(bytes: Uint8Array): RecordMeta | null {
  try {
    return JSON.parse(decoder.decode(bytes)) as RecordMeta
  } catch {
    return null
  }
}

function repairRecord(bytes: Uint8Array, at: number): { record: LogRecord; size: number } | null {
  for (let bit = 0; bit < HEAD * 8; bit++) {
    const read = withFlipped(bytes, at + (bit >> 3), bit & 7, () => readRecord(bytes, at))
    if (read) return read
  }
  const head = readHead(bytes, at)
  if (!head) return null
  const body = bytes.subarray(at + HEAD, at + HEAD + head.body)
  const flipped = flippedBit(checksum(bytes.subarray(at, at + 8), body), head.sum, head.body)
  return flipped && withFlipped(bytes, at + HEAD + flipped.byte, flipped.bit, () => readRecord(bytes, at))
}

function withFlipped<T>(bytes: Uint8Array, byte: number, bit: number, act: () => T): T | null {
  if (byte >= bytes.length) return null
  bytes[byte]! ^= 1 << bit
  try {
    return act()
  } finally {
    bytes[byte]! ^= 1 << bit
  }
}

function nextRecord(bytes: Uint8Array, from: number): number | null {
  for (let at = from; at + HEAD <= bytes.length; at++) {
    if (readRecord(bytes, at)) return at
  }
  return null
}

function firstNonZero(bytes: Uint8Array, from: number): number {
  let first = from
  while (bytes[first] === 0) first++
  return first
}

function isZero(bytes: Uint8Array, from: number): boolean {
  return lastNonZero(bytes) < from
}

function lastNonZero(bytes: Uint8Array): number {
  let last = bytes.length - 1
  while (last >= 0 && bytes[last] === 0) last--
  return last
}
