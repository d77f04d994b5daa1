import type { ChunkKey } from '../contract.ts'
import { mergeSegments } from './merge-segments.ts'
import type { SegmentData } from './sections.ts'
import { Segment } from './segment.ts'
import { type FileToIndex, SegmentBuilder } from './segment-builder.ts'

/** A segment is closed at this size: what it takes to build one stays small. */
const MOST_CHUNKS = 8_192

/** So many segments of like size are merged into one. */
const MERGE_AT = 6

/** Sizes within this factor are alike; everything below the smallest size counts as one. */
const TIER = 6
const SMALLEST_TIER = 256

/** A segment of which this part is dead is written anew. */
const WORTH_COMPACTING = 0.4

/** Where a file's newest state is. */
export interface FilePlace {
  segment: Segment
  file: number
}

/** All segments of one index, and which file's newest state is in which. Synchronous; merging goes by steps. */
export class SegmentSet {
  #segments: Segment[] = []
  readonly #places = new Map<string, FilePlace>()
  /** Takes files until it is full, or until somebody looks. */
  #open = new SegmentBuilder()
  /** Hashes of the files in it. */
  readonly #opened = new Map<string, string>()

  /** All that is searchable; what was put last is closed for it. */
  segments(): readonly Segment[] {
    this.#seal()
    return this.#segments
  }

  /** What the closed segments take on disk. */
  get bytes(): number {
    return this.#segments.reduce((sum, { bytes }) => sum + bytes, 0)
  }

  /** Living files with this bit among their flags; those that were put last not counted before somebody searches. */
  countFlagged(bit: number): number {
    let count = 0
    for (const { alive, data } of this.#segments) {
      const { fileFlags } = data.sections
      for (let file = 0; file < fileFlags.length; file++)
        if (alive[file] === 1 && (fileFlags[file]! & bit) !== 0) count++
    }
    return count
  }

  get fileCount(): number {
    return this.#places.size + this.#opened.size
  }

  get chunkCount(): number {
    return this.#segments.reduce((sum, { aliveChunks }) => sum + aliveChunks, this.#open.chunkCount)
  }

  /** SHA-1 of the state of a file that is searchable; undefined without the file. */
  hashOf(path: string): string | undefined {
    const place = this.#places.get(path)
    return this.#opened.get(path) ?? place?.segment.hash(place.file)
  }

  place(path: string): FilePlace | undefined {
    this.#seal()
    return this.#places.get(path)
  }

  paths(): IterableIterator<string> {
    this.#seal()
    return this.#places.keys()
  }

  /** Takes in a segment that was stored: its files replace those of the segments before it. */
  restore(data: SegmentData, dead: readonly number[]): Segment {
    const segment = new Segment(data)
    for (const file of dead) segment.bury(file)
    this.#adopt(segment)
    return segment
  }

  /** Replaces the files' chunks by new ones. */
  put(files: FileToIndex[]): void {
    for (const file of files) {
      // One segment holds a file once.
      if (this.#opened.has(file.path)) this.#seal()
      this.#bury(file.path)
      this.#open.add(file)
      this.#opened.set(file.path, file.hash)
      if (this.#open.chunkCount >= MOST_CHUNKS) this.#seal()
    }
  }

  remove(path: string): void {
    if (this.#opened.has(path)) this.#seal()
    if (this.#bury(path)) this.#dropEmpty()
  }

  #bury(path: string): boolean {
    const place = this.#places.get(path)
    if (!place) return false
    place.segment.bury(place.file)
    this.#places.delete(path)
    return true
  }

  #seal(): void {
    if (this.#opened.size === 0) return
    const segment = new Segment(this.#open.freeze())
    this.#open = new SegmentBuilder()
    this.#opened.clear()
    this.#adopt(segment)
  }

  /** The keys of all living chunks. */
  *keys(): Generator<ChunkKey> {
    for (const segment of this.segments()) {
      const { chunkKeys } = segment.data.sections
      for (let chunk = 0; chunk < chunkKeys.length; chunk++) if (segment.isAlive(chunk)) yield chunkKeys[chunk]!
    }
  }

  /** Paths with the keys of their chunks. */
  *keysByPath(): Generator<[path: string, keys: Float64Array]> {
    for (const segment of this.segments()) {
      const { chunkKeys, fileChunks } = segment.data.sections
      for (let file = 0; file < segment.fileCount; file++) {
        if (segment.alive[file] === 0) continue
        yield [segment.path(file), chunkKeys.subarray(fileChunks[file]!, fileChunks[file + 1]!)]
      }
    }
  }

  /** Whether a living chunk has this key. */
  hasKey(key: ChunkKey): boolean {
    for (const segment of this.segments()) {
      for (const chunk of segment.withKey(key)) if (segment.isAlive(chunk)) return true
    }
    return false
  }

  /** Merges what is worth merging, by steps; true at the end when something was merged. */
  *tidy(): Generator<void, boolean> {
    this.#seal()
    const group = this.#worthMerging()
    if (group.length === 0) return false
    const merged = new Segment(yield* mergeSegments(group))
    for (let file = 0; file < merged.fileCount; file++) {
      const path = merged.path(file)
      const place = this.#places.get(path)
      if (place && group.includes(place.segment)) this.#places.set(path, { segment: merged, file })
      else merged.bury(file)
    }
    // In the place of the oldest that is left: a newer segment that holds one of its files is read after it.
    const at = this.#segments.findIndex((segment) => group.includes(segment))
    const rest = this.#segments.filter((segment) => !group.includes(segment))
    this.#segments = at < 0 ? [merged, ...rest] : [...rest.slice(0, at), merged, ...rest.slice(at)]
    this.#dropEmpty()
    return true
  }

  #adopt(segment: Segment): void {
    for (let file = 0; file < segment.fileCount; file++) {
      if (segment.alive[file] === 0) continue
      const path = segment.path(file)
      const before = this.#places.get(path)
      if (before) before.segment.bury(before.file)
      this.#places.set(path, { segment, file })
    }
    this.#segments.push(segment)
    this.#dropEmpty()
  }

  #dropEmpty(): void {
    if (this.#segments.some(({ aliveChunks, alive }) => aliveChunks === 0 && !alive.includes(1))) {
      this.#segments = this.#segments.filter(({ aliveChunks, alive }) => aliveChunks > 0 || alive.includes(1))
    }
  }

  #worthMerging(): Segment[] {
    const hollow = this.#segments.find(
      ({ aliveChunks, chunkCount }) => chunkCount - aliveChunks > WORTH_COMPACTING * chunkCount,
    )
    if (hollow) return [hollow]
    const tiers = Map.groupBy(this.#segments, ({ aliveChunks }) =>
      Math.floor(Math.log(Math.max(1, aliveChunks / SMALLEST_TIER)) / Math.log(TIER)),
    )
    return [...tiers.values()].find((tier) => tier.length >= MERGE_AT) ?? []
  }
}
