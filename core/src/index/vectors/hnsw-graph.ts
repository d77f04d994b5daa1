import type { ChunkKey } from '../contract.ts'
import type { HnswIndex, Hnswlib } from './hnswlib.ts'
import { type Axes, alongAxes } from './principal-axes.ts'

/** Links of an element; the lowest layer has twice as many. */
const LINKS = 16
const EF_CONSTRUCTION = 200
const SEED = 100
const GROWTH = 1.25
const LEAST_ROOM = 1_024
const KEYS_A_STEP = 4_096
/** Links and label of an element in the lowest layer, its mean share of the higher ones, and its key. */
const BYTES_BESIDE_VALUES = (2 * LINKS + 1) * 4 + 8 + 4 + ((LINKS + 1) * 4) / (LINKS - 1) + 8

/**
 * Hierarchical navigable small worlds (Malkov and Yashunin, arXiv:1603.09320) over vectors that are cut down to their
 * principal axes: it finds who may be near, and the caller compares these exactly. Elements are numbered as they come;
 * one that is deleted stays, unseen, until the graph is built anew.
 */
export class HnswGraph {
  readonly axes: Axes
  readonly #index: HnswIndex
  /** By element; `NaN` of one that is deleted. */
  #keys: Float64Array
  #dead: number

  private constructor(axes: Axes, index: HnswIndex, keys: Float64Array) {
    this.axes = axes
    this.#index = index
    this.#keys = keys
    this.#dead = keys.reduce((dead, key) => dead + Number(Number.isNaN(key)), 0)
  }

  static empty({ HierarchicalNSW }: Hnswlib, axes: Axes): HnswGraph {
    const index = new HierarchicalNSW('ip', axes.count)
    index.initIndex({ maxElements: LEAST_ROOM, m: LINKS, efConstruction: EF_CONSTRUCTION, randomSeed: SEED })
    return new HnswGraph(axes, index, new Float64Array(0))
  }

  /** The graph that `write` wrote to `path`, untouched since. Rejects when it does not hold these keys. */
  static async read({ HierarchicalNSW }: Hnswlib, path: string, axes: Axes, keys: Float64Array): Promise<HnswGraph> {
    const index = new HierarchicalNSW('ip', axes.count)
    await index.readIndex(path)
    const count = index.getCurrentCount()
    if (count !== keys.length) throw new Error(`Expected a graph of ${keys.length} vectors, got one of ${count}.`)
    return new HnswGraph(axes, index, keys)
  }

  /** Elements, deleted ones too. */
  get size(): number {
    return this.#index.getCurrentCount()
  }

  /** Elements that are deleted. */
  get dead(): number {
    return this.#dead
  }

  get bytes(): number {
    return Math.round(this.size * (4 * this.axes.count + BYTES_BESIDE_VALUES))
  }

  /** Of every element in its order; `NaN` of one that is deleted. */
  get keys(): Float64Array {
    return this.#keys.subarray(0, this.size)
  }

  add(key: ChunkKey, { scale, values }: { scale: number; values: Int8Array }): void {
    const element = this.size
    this.#reserve(element + 1)
    this.#index.addPoint(alongAxes(this.axes, values, scale), element)
    this.#keys[element] = key
  }

  /** Deletes every key that is not to be kept. Yields every millisecond or so. */
  *retain(keep: (key: ChunkKey) => boolean): Generator<void, void> {
    for (const [element, key] of this.keys.entries()) {
      if (element % KEYS_A_STEP === 0) yield
      if (Number.isNaN(key) || keep(key)) continue
      this.#index.markDelete(element)
      this.#keys[element] = Number.NaN
      this.#dead++
    }
  }

  /** About `count` keys that may be nearest, in no order. */
  near(query: Float32Array, count: number): ChunkKey[] {
    const most = Math.min(count, this.size)
    if (most === 0) return []
    this.#index.setEf(most)
    return this.#index.searchKnn(alongAxes(this.axes, query), most).neighbors.map((element) => this.#keys[element]!)
  }

  /** Nothing may be added or deleted until it is done. The keys are for the caller to keep. */
  async write(path: string): Promise<void> {
    await this.#index.writeIndex(path)
  }

  #reserve(elements: number): void {
    if (elements > this.#index.getMaxElements()) this.#index.resizeIndex(Math.ceil(elements * GROWTH))
    if (elements <= this.#keys.length) return
    const room = Math.ceil(elements * GROWTH)
    const keys = new Float64Array(room)
    keys.set(this.#keys)
    this.#keys = keys
  }
}
