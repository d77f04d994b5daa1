import { errorText } from '../../system/error.ts'
import type { ChunkKey } from '../contract.ts'
import { type GraphPlace, readGraph, removeGraph, writeGraph } from './graph-file.ts'
import { HnswGraph } from './hnsw-graph.ts'
import { type Hnswlib, hnswlib } from './hnswlib.ts'
import { inSlices } from './in-slices.ts'
import { principalAxes } from './principal-axes.ts'
import type { VectorMatrix } from './vector-matrix.ts'

export interface GraphSearchOptions extends GraphPlace {
  matrix: VectorMatrix
  /** Vectors from which on there is a graph. */
  from: number
}

/** Rows that the axes are made of. */
const SAMPLE_ROWS = 3_000
/** Of MiniLM's 384 dimensions 128 axes keep 84 % of the length of chunks, and 71 % of that of questions. */
const DIMENSIONS_AN_AXIS = 3
const LEAST_AXES = 128
const MOST_AXES = 192
/** Questions are unlike chunks, so that fewer lose more of their first ten (`search/vectors` bench). */
const LEAST_CANDIDATES = 1_000
const CANDIDATES_A_HIT = 4
/** Who wants more hits than this has them sooner by comparing all. */
const MOST_HITS = 500
/** Rows that no graph knows yet are compared one by one, beside its candidates. */
const MOST_PENDING = 4_000
/** Deleted elements lie in the way of a search: from this part on the graph is built anew. */
const MOST_DEAD = 0.3
/** Elements that a crash may cost, beside half of the graph: saving writes all of it. */
const SAVE_AFTER = 25_000
/** Fewer new ones are added again at the next start, which takes a moment. */
const WORTH_SAVING = 1_000
const KEYS_A_STEP = 4_096

/**
 * A graph over a matrix, which finds candidates that the matrix compares exactly. It is built, mended and saved in the
 * background on this thread; until it is there, and where hnswlib is not, the matrix compares all.
 */
export class GraphSearch {
  readonly #options: GraphSearchOptions
  readonly #library: Hnswlib | null
  #graph: HnswGraph | null = null
  /** It is known which rows the graph lacks: these. */
  #ready = false
  #pending: ChunkKey[] = []
  #rowsWent = false
  #mayBeSaved = true
  #unsaved = 0
  #working: Promise<void> | null = null
  #stopped = false
  /** What was damaged or could not be saved, for people. */
  message = ''

  constructor(options: GraphSearchOptions) {
    this.#options = options
    this.#library = hnswlib().library
  }

  /** True while a graph is built or mended. */
  get busy(): boolean {
    return this.#working !== null
  }

  /** On disk; 0 without a graph. */
  get bytes(): number {
    return this.#graph?.bytes ?? 0
  }

  /** False while a search compares all. */
  get serves(): boolean {
    return this.#ready && this.#pending.length <= MOST_PENDING
  }

  /** The nearest by cosine, best first; null when all have to be compared. */
  nearest(query: Float32Array, count: number): { key: ChunkKey; score: number }[] | null {
    if (!this.#graph || !this.serves || count > MOST_HITS) return null
    const candidates = this.#graph.near(query, Math.max(LEAST_CANDIDATES, CANDIDATES_A_HIT * count))
    const hits = this.#options.matrix.nearestAmong([...candidates, ...this.#pending], query, count)
    // A graph may fall apart into parts that do not know each other.
    return hits.length < Math.min(count, this.#options.matrix.size) ? null : hits
  }

  /** To be called after rows came (`keys`) or went. */
  changed(keys: readonly ChunkKey[], { went = false } = {}): void {
    if (this.#graph) for (const key of keys) this.#pending.push(key)
    this.#rowsWent ||= went
    this.work()
  }

  /** Begins to bring the graph up to the matrix, unless that is being done. */
  work(): void {
    if (this.#working || this.#stopped || !this.#library || !this.#hasToWork()) return
    this.#working = this.#mend(this.#library)
      .catch((fault) => {
        this.#stopped = true
        this.#drop()
        this.message = `Vectors are compared one by one: ${errorText(fault)}`
      })
      .finally(() => {
        this.#working = null
        // What came while it was saved.
        this.work()
      })
  }

  async settled(): Promise<void> {
    while (this.#working) await this.#working
  }

  /** Leaves what was built on disk. */
  async close(): Promise<void> {
    this.#stopped = true
    await this.settled()
    if (this.#graph && this.#unsaved >= WORTH_SAVING) await this.#save(this.#graph)
    this.#drop()
  }

  #wanted(): boolean {
    const { matrix, from } = this.#options
    // What was built is kept until it is far from worth it.
    return matrix.size >= (this.#graph ? from / 2 : from)
  }

  #hasToWork(): boolean {
    if (!this.#graph) return this.#wanted()
    return this.#pending.length > 0 || this.#rowsWent || !this.#wanted()
  }

  async #mend(library: Hnswlib): Promise<void> {
    // Whoever caused it comes first.
    await new Promise((resolve) => setImmediate(resolve))
    while (!this.#stopped && this.#hasToWork()) {
      if (!this.#wanted()) await this.#forget()
      else if (!this.#graph) await this.#begin(library)
      else if (this.#rowsWent) await this.#retain(this.#graph)
      else await this.#add(this.#graph)
    }
    if (this.#graph && this.#unsaved >= Math.max(WORTH_SAVING, this.#graph.size / 10)) await this.#save(this.#graph)
  }

  /** With the graph of the last time when it is good, else with an empty one. */
  async #begin(library: Hnswlib): Promise<void> {
    const saved = await this.#saved(library)
    const graph = saved ?? (await this.#empty(library))
    if (!graph) return
    // From here on rows that come are told to it.
    this.#graph = graph
    const lacking = await inSlices(lackingRows(graph, this.#options.matrix), () => this.#stopped)
    if (!lacking) return
    this.#pending = [...new Set([...lacking, ...this.#pending])]
    this.#rowsWent = true
    this.#unsaved = saved ? 0 : WORTH_SAVING
    this.#ready = true
  }

  async #saved(library: Hnswlib): Promise<HnswGraph | null> {
    if (!this.#mayBeSaved) return null
    this.#mayBeSaved = false
    try {
      return await readGraph(this.#options, library)
    } catch (fault) {
      this.message = `The graph of the vectors is built again: ${errorText(fault)}`
      return null
    }
  }

  async #empty(library: Hnswlib): Promise<HnswGraph | undefined> {
    const { matrix, dimensions } = this.#options
    const axes = Math.min(dimensions, MOST_AXES, Math.max(LEAST_AXES, Math.ceil(dimensions / DIMENSIONS_AN_AXIS)))
    const found = await inSlices(principalAxes(sampleOf(matrix), dimensions, axes), () => this.#stopped)
    return found && HnswGraph.empty(library, found)
  }

  async #retain(graph: HnswGraph): Promise<void> {
    this.#rowsWent = false
    const dead = graph.dead
    await inSlices(
      graph.retain((key) => this.#options.matrix.has(key)),
      () => this.#stopped,
    )
    if (graph.dead > dead) this.#unsaved += graph.dead - dead
    if (graph.dead <= MOST_DEAD * graph.size) return
    this.#drop()
  }

  async #add(graph: HnswGraph): Promise<void> {
    const pending = this.#pending
    const { matrix } = this.#options
    let added = 0
    function* rows() {
      for (; added < Math.min(pending.length, SAVE_AFTER); added++) {
        const row = matrix.row(pending[added]!)
        if (row) graph.add(pending[added]!, row)
        yield
      }
    }
    await inSlices(rows(), () => this.#stopped)
    this.#pending = pending.slice(added)
    this.#unsaved += added
    if (this.#unsaved > Math.max(SAVE_AFTER, graph.size / 2)) await this.#save(graph)
  }

  async #save(graph: HnswGraph): Promise<void> {
    try {
      await writeGraph(this.#options, graph)
    } catch (fault) {
      this.message = `The graph of the vectors could not be saved: ${errorText(fault)}`
    }
    // After a failure too: not at every step again.
    this.#unsaved = 0
  }

  async #forget(): Promise<void> {
    this.#drop()
    await removeGraph(this.#options)
  }

  #drop(): void {
    this.#graph = null
    this.#ready = false
    this.#pending = []
  }
}

function* lackingRows(graph: HnswGraph, matrix: VectorMatrix): Generator<void, ChunkKey[]> {
  const known = new Set<ChunkKey>()
  for (const [element, key] of graph.keys.entries()) {
    known.add(key)
    if (element % KEYS_A_STEP === 0) yield
  }
  const lacking: ChunkKey[] = []
  let seen = 0
  for (const key of matrix.keys()) {
    if (!known.has(key)) lacking.push(key)
    if (++seen % KEYS_A_STEP === 0) yield
  }
  return lacking
}

/** Rows in equal distances. */
function* sampleOf(matrix: VectorMatrix): Generator<{ scale: number; values: Int8Array }> {
  const every = Math.ceil(matrix.size / SAMPLE_ROWS)
  let seen = 0
  for (const key of matrix.keys()) if (seen++ % every === 0) yield matrix.row(key)!
}
