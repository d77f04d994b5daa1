import type { ChunkKey } from '../contract.ts'
import { DOT_KERNEL } from './dot-kernel-bytes.ts'

const PAGE_BYTES = 65_536
/** Rows that are compared at once; their products have a page of their own. */
const BLOCK_ROWS = 16_384
/** The query stands at 0, products in the second page, rows from the third. */
const OUT = PAGE_BYTES
const ROWS = 2 * PAGE_BYTES
/** WebAssembly reads 16 bytes at a time. */
const LANE = 16

/** The parts of the JavaScript interface that are used; the types of Node name it without values. */
interface WasmMemory {
  readonly buffer: ArrayBuffer
  grow(pages: number): number
}
const { Memory, Module, Instance } = (
  globalThis as unknown as {
    WebAssembly: {
      Memory: new (size: { initial: number }) => WasmMemory
      Module: new (bytes: Uint8Array) => object
      Instance: new (module: object, imports: object) => { exports: Record<string, unknown> }
    }
  }
).WebAssembly

type Dots = (query: number, rows: number, count: number, width: number, out: number) => void

/**
 * Vectors as signed bytes, each with its own scale, in memory that the WebAssembly kernel reads. Search is exact over what
 * is kept; a byte a dimension loses about 0.4 % of a cosine.
 */
export class VectorMatrix {
  readonly dimensions: number
  readonly #width: number
  readonly #memory = new Memory({ initial: 4 })
  readonly #dots: Dots
  readonly #rows = new Map<ChunkKey, number>()
  #keys = new Float64Array(256)
  #scales = new Float32Array(256)

  constructor(dimensions: number) {
    this.dimensions = dimensions
    this.#width = Math.ceil(dimensions / LANE) * LANE
    const module = new Module(Buffer.from(DOT_KERNEL, 'base64'))
    this.#dots = new Instance(module, { env: { memory: this.#memory } }).exports.dots as Dots
  }

  get size(): number {
    return this.#rows.size
  }

  has(key: ChunkKey): boolean {
    return this.#rows.has(key)
  }

  keys(): IterableIterator<ChunkKey> {
    return this.#rows.keys()
  }

  /** Adds a row that is quantised already. A key that is there is left alone. */
  put(key: ChunkKey, scale: number, values: Int8Array): void {
    if (this.#rows.has(key)) return
    const row = this.#rows.size
    this.#reserve(row + 1)
    this.#keys[row] = key
    this.#scales[row] = scale
    this.#bytes(row).set(values)
    this.#rows.set(key, row)
  }

  delete(key: ChunkKey): void {
    const row = this.#rows.get(key)
    if (row === undefined) return
    const last = this.#rows.size - 1
    const moved = this.#keys[last]!
    this.#bytes(row).set(this.#bytes(last))
    this.#keys[row] = moved
    this.#scales[row] = this.#scales[last]!
    this.#rows.set(moved, row)
    this.#rows.delete(key)
  }

  row(key: ChunkKey): { scale: number; values: Int8Array } | null {
    const row = this.#rows.get(key)
    if (row === undefined) return null
    return { scale: this.#scales[row]!, values: this.#bytes(row).subarray(0, this.dimensions) }
  }

  /** The `count` rows of the greatest scalar product, best first. */
  nearest(query: Float32Array, count: number): { key: ChunkKey; score: number }[] {
    const scale = this.#ask(query)
    const products = new Float32Array(this.#memory.buffer, OUT, BLOCK_ROWS)
    const top = new TopRows(count)
    for (let from = 0; from < this.size; from += BLOCK_ROWS) {
      const rows = Math.min(BLOCK_ROWS, this.size - from)
      this.#dots(0, ROWS + from * this.#width, rows, this.#width, OUT)
      for (let i = 0; i < rows; i++) {
        const score = products[i]! * this.#scales[from + i]!
        if (score > top.least) top.add(from + i, score)
      }
    }
    return this.#answer(top, scale)
  }

  /** The same among the rows of these keys alone; keys without a row, or there twice, do no harm. */
  nearestAmong(keys: Iterable<ChunkKey>, query: Float32Array, count: number): { key: ChunkKey; score: number }[] {
    const scale = this.#ask(query)
    const product = new Float32Array(this.#memory.buffer, OUT, 1)
    const top = new TopRows(count)
    for (const key of new Set(keys)) {
      const row = this.#rows.get(key)
      if (row === undefined) continue
      this.#dots(0, ROWS + row * this.#width, 1, this.#width, OUT)
      const score = product[0]! * this.#scales[row]!
      if (score > top.least) top.add(row, score)
    }
    return this.#answer(top, scale)
  }

  /** Puts a query where the kernel looks for it, and answers its scale. */
  #ask(query: Float32Array): number {
    const { scale, values } = quantise(query)
    new Int8Array(this.#memory.buffer, 0, this.#width).fill(0).set(values)
    return scale
  }

  #answer(top: TopRows, scale: number): { key: ChunkKey; score: number }[] {
    return top.sorted().map(({ row, score }) => ({ key: this.#keys[row]!, score: score * scale }))
  }

  #bytes(row: number): Int8Array {
    return new Int8Array(this.#memory.buffer, ROWS + row * this.#width, this.#width)
  }

  #reserve(rows: number): void {
    const needed = ROWS + rows * this.#width
    const { byteLength } = this.#memory.buffer
    // An eighth more each time: doubling would hold twice of what a large project needs.
    if (needed > byteLength) this.#memory.grow(Math.ceil(Math.max(needed - byteLength, byteLength / 8) / PAGE_BYTES))
    if (rows <= this.#keys.length) return
    const room = Math.ceil(rows * 1.25)
    const keys = new Float64Array(room)
    keys.set(this.#keys)
    this.#keys = keys
    const scales = new Float32Array(room)
    scales.set(this.#scales)
    this.#scales = scales
  }
}

/** One signed byte a dimension; times `scale` they are the vector. */
export function quantise(vector: Float32Array): { scale: number; values: Int8Array } {
  let most = 0
  for (const value of vector) most = Math.max(most, Math.abs(value))
  const scale = most === 0 ? 1 : most / 127
  // A callback for each value would take longer than comparing thousands of rows.
  const values = new Int8Array(vector.length)
  for (let i = 0; i < vector.length; i++) values[i] = Math.round(vector[i]! / scale)
  return { scale, values }
}

/** The best rows so far, the worst of them on top of a binary heap. */
class TopRows {
  readonly #most: number
  readonly #heap: { row: number; score: number }[] = []
  least = Number.NEGATIVE_INFINITY

  constructor(most: number) {
    this.#most = most
  }

  add(row: number, score: number): void {
    const heap = this.#heap
    if (heap.length < this.#most) {
      heap.push({ row, score })
      for (let i = heap.length - 1; i > 0 && heap[(i - 1) >> 1]!.score > heap[i]!.score; i = (i - 1) >> 1)
        swap(heap, i, (i - 1) >> 1)
    } else {
      heap[0] = { row, score }
      for (let i = 0; ; ) {
        let smallest = i
        for (const child of [2 * i + 1, 2 * i + 2]) {
          if (child < heap.length && heap[child]!.score < heap[smallest]!.score) smallest = child
        }
        if (smallest === i) break
        swap(heap, i, smallest)
        i = smallest
      }
    }
    if (heap.length === this.#most) this.least = heap[0]!.score
  }

  sorted(): { row: number; score: number }[] {
    return this.#heap.sort((a, b) => b.score - a.score || a.row - b.row)
  }
}

function swap<T>(heap: T[], a: number, b: number): void {
  const kept = heap[a]!
  heap[a] = heap[b]!
  heap[b] = kept
}
