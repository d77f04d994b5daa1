import type { FrozenPostings } from './postings-builder.ts'

/** The columns of one segment, all of fixed size or with a list of starts beside them. Rows are files and chunks. */
export interface SegmentSections {
  pathBytes: Uint8Array
  pathStarts: Uint32Array
  /** SHA-1 of each file, 20 bytes. */
  fileHashes: Uint8Array
  /** Number in `SegmentHeader.languages`. */
  fileLanguages: Uint8Array
  /** Bits of `PATH_BITS`. */
  fileFlags: Uint16Array
  /** First chunk of each file, and the number of all chunks. */
  fileChunks: Uint32Array
  /** Terms of each file, repetitions included. */
  fileLengths: Uint32Array
  chunkFiles: Uint32Array
  chunkStarts: Uint32Array
  chunkEnds: Uint32Array
  /** Numbers in `KINDS`. */
  chunkKinds: Uint8Array
  /** Numbers in `SYMBOL_KINDS`. */
  chunkSymbolKinds: Uint8Array
  /** Bit 0: exported. The rest: depth. */
  chunkFlags: Uint8Array
  chunkLengths: Uint16Array
  chunkNameLengths: Uint16Array
  nameBytes: Uint8Array
  nameStarts: Uint32Array
  chunkKeys: Float64Array
  /** Chunks in the order of their keys. */
  keyOrder: Uint32Array
}

/** The inverted lists of one segment. Documents are chunks. */
export interface SegmentFields {
  /** Words of the chunk's text. */
  body: FrozenPostings
  /** Words of its names, containers and path. */
  names: FrozenPostings
  /** Whole names of definitions. */
  symbols: FrozenPostings
}

export interface SegmentHeader {
  languages: string[]
}

export interface SegmentData {
  header: SegmentHeader
  sections: SegmentSections
  fields: SegmentFields
}
