import { dictionaryOf, type FrozenPostings } from './postings-builder.ts'
import type { SegmentData, SegmentSections } from './sections.ts'
import type { Segment } from './segment.ts'
import { encodeVarint, GrowingBytes } from './varint.ts'

/** Terms between two pauses. */
const TERMS_A_STEP = 2_000

interface Source {
  segment: Segment
  /** New number of each chunk; -1 for those that go. */
  chunks: Int32Array
}

/**
 * Makes one segment of the living files of several; yields often, so that the caller may answer somebody in between. A
 * file that dies meanwhile is in the result: the caller buries it there.
 */
export function* mergeSegments(segments: Segment[]): Generator<void, SegmentData> {
  const alive = segments.map((segment) => segment.alive.slice())
  const sources = remapped(segments, alive)
  const languages: string[] = []
  const sections = mergeColumns(segments, alive, languages)
  yield
  return {
    header: { languages },
    sections,
    fields: {
      body: yield* mergePostings(sources, 'body'),
      names: yield* mergePostings(sources, 'names'),
      symbols: yield* mergePostings(sources, 'symbols'),
    },
  }
}

function remapped(segments: Segment[], alive: Uint8Array[]): Source[] {
  let next = 0
  return segments.map((segment, s) => {
    const { chunkFiles } = segment.data.sections
    const chunks = new Int32Array(segment.chunkCount)
    for (let i = 0; i < chunks.length; i++) chunks[i] = alive[s]![chunkFiles[i]!] === 1 ? next++ : -1
    return { segment, chunks }
  })
}

function mergeColumns(segments: Segment[], alive: Uint8Array[], languages: string[]): SegmentSections {
  const files: { from: SegmentSections; file: number; language: number }[] = []
  segments.forEach((segment, s) => {
    for (let file = 0; file < segment.fileCount; file++) {
      if (alive[s]![file] === 0) continue
      const language = segment.language(file)
      if (!languages.includes(language)) languages.push(language)
      files.push({ from: segment.data.sections, file, language: languages.indexOf(language) })
    }
  })
  const chunks = files.flatMap(({ from, file }, to) =>
    Array.from({ length: from.fileChunks[file + 1]! - from.fileChunks[file]! }, (_, i) => ({
      from,
      chunk: from.fileChunks[file]! + i,
      file: to,
    })),
  )
  const paths = rejoined(
    files.map(({ from, file }) => from.pathBytes.subarray(from.pathStarts[file], from.pathStarts[file + 1])),
  )
  const names = rejoined(
    chunks.map(({ from, chunk }) => from.nameBytes.subarray(from.nameStarts[chunk], from.nameStarts[chunk + 1])),
  )
  const fileHashes = new Uint8Array(files.length * 20)
  files.forEach(({ from, file }, i) => {
    fileHashes.set(from.fileHashes.subarray(file * 20, file * 20 + 20), i * 20)
  })
  const firstChunks = new Uint32Array(files.length + 1)
  files.forEach(({ from, file }, i) => {
    firstChunks[i + 1] = firstChunks[i]! + from.fileChunks[file + 1]! - from.fileChunks[file]!
  })
  const chunkKeys = Float64Array.from(chunks, ({ from, chunk }) => from.chunkKeys[chunk]!)
  return {
    pathBytes: paths.bytes,
    pathStarts: paths.starts,
    fileHashes,
    fileLanguages: Uint8Array.from(files, ({ language }) => language),
    fileFlags: Uint16Array.from(files, ({ from, file }) => from.fileFlags[file]!),
    fileChunks: firstChunks,
    fileLengths: Uint32Array.from(files, ({ from, file }) => from.fileLengths[file]!),
    chunkFiles: Uint32Array.from(chunks, ({ file }) => file),
    chunkStarts: Uint32Array.from(chunks, ({ from, chunk }) => from.chunkStarts[chunk]!),
    chunkEnds: Uint32Array.from(chunks, ({ from, chunk }) => from.chunkEnds[chunk]!),
    chunkKinds: Uint8Array.from(chunks, ({ from, chunk }) => from.chunkKinds[chunk]!),
    chunkSymbolKinds: Uint8Array.from(chunks, ({ from, chunk }) => from.chunkSymbolKinds[chunk]!),
    chunkFlags: Uint8Array.from(chunks, ({ from, chunk }) => from.chunkFlags[chunk]!),
    chunkLengths: Uint16Array.from(chunks, ({ from, chunk }) => from.chunkLengths[chunk]!),
    chunkNameLengths: Uint16Array.from(chunks, ({ from, chunk }) => from.chunkNameLengths[chunk]!),
    nameBytes: names.bytes,
    nameStarts: names.starts,
    chunkKeys,
    keyOrder: Uint32Array.from(chunkKeys.keys()).sort((a, b) => chunkKeys[a]! - chunkKeys[b]!),
  }
}

function rejoined(texts: Uint8Array[]): { bytes: Uint8Array; starts: Uint32Array } {
  const { terms, termStarts } = dictionaryOf(texts)
  return { bytes: terms, starts: termStarts }
}

function* mergePostings(sources: Source[], field: 'body' | 'names' | 'symbols'): Generator<void, FrozenPostings> {
  const readers = sources.map(({ segment, chunks }) => ({ postings: segment[field], chunks, at: 0 }))
  const lists = new GrowingBytes(1 << 16)
  const terms: Uint8Array[] = []
  const counts: number[] = []
  const listStarts: number[] = []
  const room = Math.max(1, ...sources.map(({ segment }) => segment.chunkCount))
  const documents = new Uint32Array(room)
  const times = new Uint8Array(room)
  for (let step = 1; ; step++) {
    if (step % TERMS_A_STEP === 0) yield
    const term = smallestTerm(readers)
    if (term === null) break
    const start = lists.length
    let count = 0
    let before = 0
    for (const reader of readers) {
      if (!isAt(reader, term)) continue
      const length = reader.postings.read(reader.at, documents, times)
      reader.at++
      for (let i = 0; i < length; i++) {
        const chunk = reader.chunks[documents[i]!]!
        if (chunk < 0) continue
        encodeVarint(lists, chunk - before)
        encodeVarint(lists, times[i]!)
        before = chunk
        count++
      }
    }
    if (count === 0) continue
    terms.push(term)
    counts.push(count)
    listStarts.push(start)
  }
  listStarts.push(lists.length)
  return {
    ...dictionaryOf(terms),
    counts: Uint32Array.from(counts),
    listStarts: Uint32Array.from(listStarts),
    lists: lists.take(),
  }
}

type Reader = { postings: Segment['body']; chunks: Int32Array; at: number }

function smallestTerm(readers: Reader[]): Uint8Array | null {
  let smallest: Uint8Array | null = null
  for (const { postings, at } of readers) {
    if (at >= postings.termCount) continue
    const term = postings.termBytes(at)
    if (smallest === null || Buffer.compare(term, smallest) < 0) smallest = term
  }
  return smallest
}

function isAt({ postings, at }: Reader, term: Uint8Array): boolean {
  return at < postings.termCount && Buffer.compare(postings.termBytes(at), term) === 0
}
