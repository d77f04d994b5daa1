import type { Segment } from '../segment/segment.ts'
import type { QueryTerm } from './query-terms.ts'

/** Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009). */
export interface Bm25Parameters {
  k1: number
  b: number
}

export interface Scored {
  /** Number of a chunk, or of a file, over all segments: `base` of its segment and its own number. */
  at: number
  score: number
}

export interface Corpus {
  segments: readonly Segment[]
  /** First number of each segment's chunks, and of its files. */
  chunkBase: number[]
  fileBase: number[]
  chunks: number
  files: number
  averages: { body: number; names: number; file: number }
}

export function corpusOf(segments: readonly Segment[]): Corpus {
  const corpus: Corpus = {
    segments,
    chunkBase: [],
    fileBase: [],
    chunks: 0,
    files: 0,
    averages: { body: 1, names: 1, file: 1 },
  }
  let body = 0
  let names = 0
  for (const segment of segments) {
    corpus.chunkBase.push(corpus.chunks)
    corpus.fileBase.push(corpus.files)
    corpus.chunks += segment.chunkCount
    corpus.files += segment.fileCount
    body += segment.words.body
    names += segment.words.names
  }
  const chunks = Math.max(1, corpus.chunks)
  corpus.averages = { body: body / chunks, names: names / chunks, file: body / Math.max(1, corpus.files) }
  return corpus
}

const encoder = new TextEncoder()

/**
 * Scores chunks by one field, and files by the sums over their chunks where `files` is given. Dead chunks score too: the
 * caller leaves them out.
 */
export function scoreField(
  corpus: Corpus,
  terms: QueryTerm[],
  options: { field: 'body' | 'names'; parameters: Bm25Parameters; files?: Bm25Parameters },
): { chunks: Float32Array; files: Float32Array } {
  const chunks = new Float32Array(corpus.chunks)
  const files = new Float32Array(options.files ? corpus.files : 0)
  const room = Math.max(1, ...corpus.segments.map(({ chunkCount }) => chunkCount))
  const documents = new Uint32Array(room)
  const times = new Uint8Array(room)
  for (const { term, weight } of terms) {
    const bytes = encoder.encode(term)
    const found = corpus.segments.map((segment) => segment[options.field].find(bytes))
    const inChunks = found.reduce(
      (sum, at, s) => sum + (at < 0 ? 0 : corpus.segments[s]![options.field].documents(at)),
      0,
    )
    if (inChunks === 0) continue
    const rarity = weight * inverseFrequency(corpus.chunks, inChunks)
    /** [file, times] of this term. */
    const inFiles: number[] = []
    corpus.segments.forEach((segment, s) => {
      if (found[s]! < 0) return
      const { chunkLengths, chunkNameLengths, chunkFiles } = segment.data.sections
      const lengths = options.field === 'body' ? chunkLengths : chunkNameLengths
      const count = segment[options.field].read(found[s]!, documents, times)
      const base = corpus.chunkBase[s]!
      const { k1, b } = options.parameters
      const flat = k1 * (1 - b)
      const slope = (k1 * b) / corpus.averages[options.field]
      for (let i = 0; i < count; i++) {
        const chunk = documents[i]!
        const tf = times[i]!
        chunks[base + chunk]! += (rarity * tf * (k1 + 1)) / (tf + flat + slope * lengths[chunk]!)
      }
      if (!options.files) return
      let file = -1
      let total = 0
      for (let i = 0; i < count; i++) {
        const of = chunkFiles[documents[i]!]!
        if (of !== file) {
          if (file >= 0) inFiles.push(corpus.fileBase[s]! + file, total)
          file = of
          total = 0
        }
        total += times[i]!
      }
      if (file >= 0) inFiles.push(corpus.fileBase[s]! + file, total)
    })
    if (options.files) addFileScores(corpus, inFiles, weight, options.files, files)
  }
  return { chunks, files }
}

function addFileScores(
  corpus: Corpus,
  inFiles: number[],
  weight: number,
  { k1, b }: Bm25Parameters,
  scores: Float32Array,
): void {
  const rarity = weight * inverseFrequency(corpus.files, inFiles.length / 2)
  let s = 0
  for (let i = 0; i < inFiles.length; i += 2) {
    const file = inFiles[i]!
    while (s + 1 < corpus.segments.length && corpus.fileBase[s + 1]! <= file) s++
    const length = corpus.segments[s]!.data.sections.fileLengths[file - corpus.fileBase[s]!]!
    const tf = inFiles[i + 1]!
    scores[file]! += (rarity * tf * (k1 + 1)) / (tf + k1 * (1 - b + (b * length) / corpus.averages.file))
  }
}

function inverseFrequency(all: number, having: number): number {
  return Math.log(1 + (all - having + 0.5) / (having + 0.5))
}

/** The `count` best of those that are wanted, best first. Equal scores keep their order. */
export function best(scores: Float32Array, count: number, wanted: (at: number) => boolean): Scored[] {
  const heap: Scored[] = []
  let least = 0
  for (let at = 0; at < scores.length; at++) {
    const score = scores[at]!
    if (score <= least || !wanted(at)) continue
    push(heap, { at, score }, count)
    if (heap.length === count) least = heap[0]!.score
  }
  return heap.sort((a, b) => b.score - a.score || a.at - b.at)
}

/** A binary heap with the worst on top, of at most `most`. */
function push(heap: Scored[], entry: Scored, most: number): void {
  if (heap.length < most) {
    let i = heap.push(entry) - 1
    while (i > 0 && heap[(i - 1) >> 1]!.score > heap[i]!.score) {
      swap(heap, i, (i - 1) >> 1)
      i = (i - 1) >> 1
    }
    return
  }
  heap[0] = entry
  for (let i = 0; ; ) {
    let smallest = i
    for (const child of [2 * i + 1, 2 * i + 2]) {
      if (child < heap.length && heap[child]!.score < heap[smallest]!.score) smallest = child
    }
    if (smallest === i) return
    swap(heap, i, smallest)
    i = smallest
  }
}

function swap(heap: Scored[], a: number, b: number): void {
  const kept = heap[a]!
  heap[a] = heap[b]!
  heap[b] = kept
}
