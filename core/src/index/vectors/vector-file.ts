import { crc32 } from 'node:zlib'
import { TlcError } from '../../system/error.ts'
import type { ChunkKey } from '../contract.ts'

const MAGIC = 0x56434c54
const VERSION = 1
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

/** One group of rows: their number, the CRC-32 of what follows, then key, scale and values of each. */
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
  block.writeUInt32LE(crc32(block.subarray(BLOCK_HEAD_BYTES)), 4)
  return block
}

/**
 * Hands over each row of every good block. Answers how many bytes at the end or in between were no good: they were torn,
 * or somebody changed them. Throws `TlcError` `index/foreign` for the vectors of another model or version.
 */
export function readVectors(
  file: Uint8Array,
  { model, dimensions }: { model: string; dimensions: number },
  found: (row: VectorRow) => void,
): { lost: number } {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  if (bytes.length < HEAD_BYTES) return { lost: HEAD_BYTES }
  if (!bytes.subarray(0, HEAD_BYTES).equals(encodeHead(model, dimensions))) {
    throw new TlcError('index/foreign', `Expected vectors of ${model}, got those of another model or version.`)
  }
  const width = ROW_HEAD_BYTES + dimensions
  let lost = 0
  let at = HEAD_BYTES
  while (at + BLOCK_HEAD_BYTES <= bytes.length) {
    const rows = bytes.readUInt32LE(at)
    const end = at + BLOCK_HEAD_BYTES + rows * width
    if (rows === 0 || end > bytes.length) break
    const block = bytes.subarray(at + BLOCK_HEAD_BYTES, end)
    if (crc32(block) !== bytes.readUInt32LE(at + 4)) lost += end - at
    else {
      for (let row = 0; row < block.length; row += width) {
        const from = block.byteOffset + row + ROW_HEAD_BYTES
        found({
          key: block.readDoubleLE(row),
          scale: block.readFloatLE(row + 8),
          values: new Int8Array(block.buffer, from, dimensions),
        })
      }
    }
    at = end
  }
  return { lost: lost + bytes.length - at }
}
