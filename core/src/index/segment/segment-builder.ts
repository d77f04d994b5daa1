import type { Chunk, ChunkKey } from '../contract.ts'
import { eachIdentifier, termsOfIdentifier, wholeTerm } from '../text/terms.ts'
import { KINDS, SYMBOL_KINDS } from './kinds.ts'
import { PostingsBuilder } from './postings-builder.ts'
import type { SegmentData } from './sections.ts'

export interface FileToIndex {
  path: string
  /** SHA-1 of its bytes in hex. */
  hash: string
  language: string
  /** Bits of the path's class. */
  flags: number
  chunks: Chunk[]
  keys: ChunkKey[]
}

const MOST_LENGTH = 0xffff
const MOST_DEPTH = 127

/** Collects files and their chunks into the columns and inverted lists of one segment. */
export class SegmentBuilder {
  readonly #body = new PostingsBuilder()
  readonly #names = new PostingsBuilder()
  readonly #symbols = new PostingsBuilder()
  /** Identifier as written → its terms' numbers in `body`, and in `names`. */
  readonly #bodyTerms = new Map<string, number[]>()
  readonly #nameTerms = new Map<string, number[]>()
  readonly #languages = new Map<string, number>()
  readonly #files: { file: Omit<FileToIndex, 'chunks' | 'keys'>; firstChunk: number; length: number }[] = []
  readonly #chunks: { chunk: Omit<Chunk, 'text' | 'context'>; file: number; length: number; names: number }[] = []
  readonly #keys: number[] = []

  get chunkCount(): number {
    return this.#chunks.length
  }

  add({ chunks, keys, ...file }: FileToIndex): void {
    const firstChunk = this.#chunks.length
    let length = 0
    chunks.forEach(({ text, context, ...chunk }, i) => {
      const document = this.#chunks.length
      this.#countWords(text)
      this.#countWords(context)
      const words = this.#body.endDocument(document)
      eachIdentifier(context, (word) => {
        for (const id of termIds(word, this.#nameTerms, this.#names)) this.#names.count(id)
      })
      const names = this.#names.endDocument(document)
      if (chunk.symbolKind !== null) this.#countSymbol(chunk.name)
      for (const name of chunk.names ?? []) this.#countSymbol(name)
      this.#symbols.endDocument(document)
      this.#chunks.push({ chunk, file: this.#files.length, length: words, names })
      this.#keys.push(keys[i]!)
      length += words
    })
    this.#files.push({ file, firstChunk, length })
  }

  freeze(): SegmentData {
    const files = this.#files
    const chunks = this.#chunks
    const paths = joined(files.map(({ file }) => file.path))
    const names = joined(chunks.map(({ chunk }) => chunk.name))
    const fileHashes = new Uint8Array(files.length * 20)
    files.forEach(({ file }, i) => {
      fileHashes.set(Buffer.from(file.hash, 'hex').subarray(0, 20), i * 20)
    })
    return {
      sections: {
        pathBytes: paths.bytes,
        pathStarts: paths.starts,
        fileHashes,
        fileLanguages: Uint8Array.from(files, ({ file }) => this.#languageOf(file.language)),
        fileFlags: Uint16Array.from(files, ({ file }) => file.flags),
        fileChunks: Uint32Array.from([...files.map(({ firstChunk }) => firstChunk), chunks.length]),
        fileLengths: Uint32Array.from(files, ({ length }) => length),
        chunkFiles: Uint32Array.from(chunks, ({ file }) => file),
        chunkStarts: Uint32Array.from(chunks, ({ chunk }) => chunk.startLine),
        chunkEnds: Uint32Array.from(chunks, ({ chunk }) => chunk.endLine),
        chunkKinds: Uint8Array.from(chunks, ({ chunk }) => KINDS.indexOf(chunk.kind)),
        chunkSymbolKinds: Uint8Array.from(chunks, ({ chunk }) => SYMBOL_KINDS.indexOf(chunk.symbolKind)),
        chunkFlags: Uint8Array.from(
          chunks,
          ({ chunk }) => (chunk.exported ? 1 : 0) | (Math.min(chunk.depth, MOST_DEPTH) << 1),
        ),
        chunkLengths: Uint16Array.from(chunks, ({ length }) => Math.min(length, MOST_LENGTH)),
        chunkNameLengths: Uint16Array.from(chunks, ({ names: count }) => Math.min(count, MOST_LENGTH)),
        nameBytes: names.bytes,
        nameStarts: names.starts,
        chunkKeys: Float64Array.from(this.#keys),
        keyOrder: Uint32Array.from(chunks.keys()).sort((a, b) => this.#keys[a]! - this.#keys[b]!),
      },
      fields: { body: this.#body.freeze(), names: this.#names.freeze(), symbols: this.#symbols.freeze() },
      // After the files were looked at: that fills the list.
      header: { languages: [...this.#languages.keys()] },
    }
  }

  #countWords(text: string): void {
    eachIdentifier(text, (word) => {
      for (const id of termIds(word, this.#bodyTerms, this.#body)) this.#body.count(id)
    })
  }

  #countSymbol(name: string): void {
    const simple = name.slice(name.lastIndexOf('.') + 1)
    this.#symbols.count(this.#symbols.id(wholeTerm(simple)))
    if (simple !== name) this.#symbols.count(this.#symbols.id(wholeTerm(name)))
  }

  #languageOf(language: string): number {
    let number = this.#languages.get(language)
    if (number === undefined) {
      number = this.#languages.size
      this.#languages.set(language, number)
    }
    return number
  }
}

function termIds(word: string, known: Map<string, number[]>, postings: PostingsBuilder): number[] {
  let ids = known.get(word)
  if (ids === undefined) {
    ids = termsOfIdentifier(word).map((term) => postings.id(term))
    known.set(word, ids)
  }
  return ids
}

function joined(texts: string[]): { bytes: Uint8Array; starts: Uint32Array } {
  const bytes = new TextEncoder().encode(texts.join(''))
  const starts = new Uint32Array(texts.length + 1)
  texts.forEach((text, i) => {
    starts[i + 1] = starts[i]! + Buffer.byteLength(text)
  })
  return { bytes, starts }
}
