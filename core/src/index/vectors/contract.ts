import type { ChunkKey } from '../contract.ts'

/** Vectors by the key of the text that they were made from, quantised to int8. Synchronous, for one process. */
export interface VectorStore {
  /** Of the model: vectors of another one are never mixed in. */
  readonly model: string
  readonly dimensions: number
  readonly size: number
  /** What was damaged when it was opened, for people; '' when all was well. */
  readonly message: string
  /** True while its graph is built or mended in the background. */
  readonly busy: boolean
  /** True when a search goes through a graph of neighbours, false while it compares all vectors. */
  readonly byGraph: boolean
  has(key: ChunkKey): boolean
  /** Unit vectors. A key that is there already is left alone. */
  add(entries: { key: ChunkKey; vector: Float32Array }[]): void
  /** Keeps only these; the others go at the next compaction. */
  retain(keys: (key: ChunkKey) => boolean): void
  /** The nearest by cosine, best first. */
  nearest(query: Float32Array, count: number): { key: ChunkKey; score: number }[]
  /** The vector of a key as it is kept, to find what is like it; null without one. */
  get(key: ChunkKey): Float32Array | null
  bytes(): number
  /** Writes what is new; a crash in between loses at most what was added since the last save. */
  save(): Promise<void>
  /** Resolves once the graph, where there is one, has all vectors. */
  settled(): Promise<void>
  /** Saves the vectors, and the graph as far as it is built. */
  close(): Promise<void>
}
