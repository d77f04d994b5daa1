import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Key and scale, then one signed byte a dimension. */
const HEAD_BYTES = 12

export interface Row {
  key: number
  scale: number
  values: Int8Array
}

/** Vectors of texts in a file that survives runs, so that each text is embedded once. */
export class VectorCache {
  readonly #file: string
  readonly #dimensions: number
  readonly #rows = new Map<number, Row>()

  constructor(file: string, dimensions: number) {
    this.#file = file
    this.#dimensions = dimensions
    mkdirSync(dirname(file), { recursive: true })
    if (existsSync(file)) for (const row of readRows(file, dimensions)) this.#put(row)
  }

  has(key: number): boolean {
    return this.#rows.has(key)
  }

  add(entries: { key: number; vector: Float32Array }[]): void {
    const rows = entries.map(({ key, vector }) => {
      const scale = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / 127
      return { key, scale, values: Int8Array.from(vector, (value) => Math.round(value / scale)) }
    })
    for (const row of rows) this.#put(row)
    appendFileSync(this.#file, Buffer.concat(rows.map(bytesOf)))
  }

  /** The nearest among `keys` by cosine, best first. */
  nearest(query: Float32Array, keys: ReadonlySet<number>, count: number): { key: number; score: number }[] {
    const scored: { key: number; score: number }[] = []
    for (const key of keys) {
      const row = this.#rows.get(key)
      if (row) scored.push({ key, score: dot(query, row.values) * row.scale })
    }
    return scored.sort((a, b) => b.score - a.score).slice(0, count)
  }

  #put(row: Row): void {
    if (row.values.length === this.#dimensions) this.#rows.set(row.key, row)
  }
}

/** What a cache's file holds. A run that was stopped leaves a part of a row at the end. */
export function* readRows(file: string, dimensions: number): Generator<Row> {
  const bytes = readFileSync(file)
  const size = HEAD_BYTES + dimensions
  for (let at = 0; at + size <= bytes.length; at += size) {
    const values = new Int8Array(bytes.buffer, bytes.byteOffset + at + HEAD_BYTES, dimensions)
    yield { key: bytes.readDoubleLE(at), scale: bytes.readFloatLE(at + 8), values }
  }
}

function bytesOf({ key, scale, values }: Row): Buffer {
  const head = Buffer.alloc(HEAD_BYTES)
  head.writeDoubleLE(key, 0)
  head.writeFloatLE(scale, 8)
  return Buffer.concat([head, Buffer.from(values.buffer, values.byteOffset, values.byteLength)])
}

function dot(query: Float32Array, values: Int8Array): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += query[i]! * values[i]!
  return sum
}
