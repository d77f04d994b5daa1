import { crc32 } from 'node:zlib'
import { TlcError } from '../../system/error.ts'
import type { ChunkKey } from '../contract.ts'

const MAGIC = 0x56434c54
const VERSION = 1
/** Rows of one block: what one damaged byte can cost. */
export const MOST_BLOCK_ROWS = 1_000
const HEAD_BYTES = 128
const MOST_MODEL_BYTES = HEAD_BYTES - 16
const BLOCK_HEAD_BYTES = 8
/** Key and scale. */
const ROW_HEAD_BYTES = 12

export interface VectorRow {
  key: ChunkKey
  scale: number
  values: Int8Array
}

/** Magic `TLCV`, version, dimensions, length of the model's id, the id in UTF-8. */
export function encodeHead(model: string, dimensions: number): Uint8Array {
  const head = Buffer.alloc(HEAD_BYTES)
  const id = Buffer.from(model).subarray(0, MOST_MODEL_BYTES)
  head.writeUInt32LE(MAGIC, 0)
  head.writeUInt32LE(VERSION, 4)
  head.writeUInt32LE(dimensions, 8)
  head.writeUInt32LE(id.length, 12)
  id.copy(head, 16)
  return head
}

/** One group of rows: their number, the CRC-32 of all else in the block, then key, scale and values of each. */
export function encodeBlock(rows: readonly VectorRow[], dimensions: number): Uint8Array {
  const width = ROW_HEAD_BYTES + dimensions
  const block = Buffer.alloc(BLOCK_HEAD_BYTES + rows.length * width)
  rows.forEach(({ key, scale, values }, i) => {
    const at = BLOCK_HEAD_BYTES + i * width
    block.writeDoubleLE(key, at)
    block.writeFloatLE(scale, at + 8)
    block.set(new Uint8Array(values.buffer, values.byteOffset, dimensions), at + ROW_HEAD_BYTES)
  })
  block.writeUInt32LE(rows.length, 0)
  block.writeUInt32LE(sumOf(block), 4)
  return block
}

/**
 * Hands over each row of every good block, wherever it stands. Answers how many bytes were no good: they were torn, or
 * somebody changed them. Throws `TlcError` `index/foreign` for a file of another model or version without a good block.
 */
export function readVectors(
  file: Uint8Array,
  { model, dimensions }: { model: string; dimensions: number },
  found: (row: VectorRow) => void,
): { lost: number } {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  if (bytes.length < HEAD_BYTES) return { lost: HEAD_BYTES }
  const isOurs = bytes.subarray(0, HEAD_BYTES).equals(encodeHead(model, dimensions))
  let good = 0
  for (let at = HEAD_BYTES; at + BLOCK_HEAD_BYTES <= bytes.length; ) {
    const block = blockAt(bytes, at, dimensions)
    // After a damaged block the next one is looked for byte by byte: few places look like the beginning of one.
    if (!block) {
      at++
      continue
    }
    handOver(block, dimensions, found)
    good += block.length
    at += block.length
  }
  if (!isOurs && good === 0) {
    throw new TlcError('index/foreign', `Expected vectors of ${model}, got those of another model or version.`)
  }
  return { lost: bytes.length - good - (isOurs ? HEAD_BYTES : 0) }
}

function blockAt(bytes: Buffer, at: number, dimensions: number): Buffer | null {
  const rows = bytes.readUInt32LE(at)
  const end = at + BLOCK_HEAD_BYTES + rows * (ROW_HEAD_BYTES + dimensions)
  if (rows === 0 || rows > MOST_BLOCK_ROWS || end > bytes.length) return null
  const block = bytes.subarray(at, end)
  return sumOf(block) === block.readUInt32LE(4) ? block : null
}

function handOver(block: Buffer, dimensions: number, found: (row: VectorRow) => void): void {
  const width = ROW_HEAD_BYTES + dimensions
  for (let row = BLOCK_HEAD_BYTES; row < block.length; row += width) {
    found({
      key: block.readDoubleLE(row),
      scale: block.readFloatLE(row + 8),
      values: new Int8Array(block.buffer, block.byteOffset + row + ROW_HEAD_BYTES, dimensions),
    })
  }
}

function sumOf(block: Uint8Array): number {
  return crc32(block.subarray(BLOCK_HEAD_BYTES), crc32(block.subarray(0, 4)))
}
