import type { SymbolKind } from '@tlc/analyzers/facts'
import type { ChunkKey, KnowledgeKind } from '../contract.ts'
import { KINDS, SYMBOL_KINDS } from './kinds.ts'
import { Postings } from './postings.ts'
import type { SegmentData } from './sections.ts'
import { segmentBytes } from './segment-file.ts'

const decoder = new TextDecoder()

/** A part of the index that never changes, but for which of its files are still the newest. */
export class Segment {
  readonly data: SegmentData
  readonly body: Postings
  readonly names: Postings
  readonly symbols: Postings
  /** 1 for files whose newest state is in this segment. */
  readonly alive: Uint8Array
  readonly bytes: number
  /** Terms of all chunks' texts and of all their names, repetitions included. */
  readonly words: { body: number; names: number }
  #aliveChunks: number

  constructor(data: SegmentData) {
    this.data = data
    this.body = new Postings(data.fields.body)
    this.names = new Postings(data.fields.names)
    this.symbols = new Postings(data.fields.symbols)
    this.alive = new Uint8Array(this.fileCount).fill(1)
    this.#aliveChunks = this.chunkCount
    this.bytes = segmentBytes(data)
    this.words = { body: sumOf(data.sections.fileLengths), names: sumOf(data.sections.chunkNameLengths) }
  }

  get fileCount(): number {
    return this.data.sections.fileLengths.length
  }

  get chunkCount(): number {
    return this.data.sections.chunkFiles.length
  }

  get aliveChunks(): number {
    return this.#aliveChunks
  }

  bury(file: number): void {
    if (this.alive[file] === 0) return
    this.alive[file] = 0
    this.#aliveChunks -= this.data.sections.fileChunks[file + 1]! - this.data.sections.fileChunks[file]!
  }

  isAlive(chunk: number): boolean {
    return this.alive[this.data.sections.chunkFiles[chunk]!] === 1
  }

  path(file: number): string {
    const { pathBytes, pathStarts } = this.data.sections
    return decoder.decode(pathBytes.subarray(pathStarts[file]!, pathStarts[file + 1]!))
  }

  hash(file: number): string {
    return Buffer.from(this.data.sections.fileHashes.subarray(file * 20, file * 20 + 20)).toString('hex')
  }

  language(file: number): string {
    return this.data.header.languages[this.data.sections.fileLanguages[file]!]!
  }

  name(chunk: number): string {
    const { nameBytes, nameStarts } = this.data.sections
    return decoder.decode(nameBytes.subarray(nameStarts[chunk]!, nameStarts[chunk + 1]!))
  }

  kind(chunk: number): KnowledgeKind {
    return KINDS[this.data.sections.chunkKinds[chunk]!]!
  }

  symbolKind(chunk: number): SymbolKind | null {
    return SYMBOL_KINDS[this.data.sections.chunkSymbolKinds[chunk]!]!
  }

  exported(chunk: number): boolean {
    return (this.data.sections.chunkFlags[chunk]! & 1) === 1
  }

  depth(chunk: number): number {
    return this.data.sections.chunkFlags[chunk]! >> 1
  }

  /** Chunks with this key, dead ones too. */
  *withKey(key: ChunkKey): Generator<number> {
    const { chunkKeys, keyOrder } = this.data.sections
    let low = 0
    let high = keyOrder.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (chunkKeys[keyOrder[middle]!]! < key) low = middle + 1
      else high = middle
    }
    for (; low < keyOrder.length && chunkKeys[keyOrder[low]!] === key; low++) yield keyOrder[low]!
  }
}

function sumOf(lengths: Iterable<number>): number {
  let sum = 0
  for (const length of lengths) sum += length
  return sum
}
