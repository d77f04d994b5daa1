import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chunkFile } from '@tlc/core/index/chunks/chunk-file'
import { chunkKey, embeddingText } from '@tlc/core/index/chunks/embedding-text'
import type { IndexedFile } from '@tlc/core/index/contract'
import { searchSegments } from '@tlc/core/index/search/search-segments'
import { SegmentFolder } from '@tlc/core/index/segment/segment-folder'
import { SegmentSet } from '@tlc/core/index/segment/segment-set'
import { openVectorStore } from '@tlc/core/index/vectors/open-vector-store'
import type { Embedder } from '@tlc/core/models/contract'
import { openEmbedder } from '@tlc/core/models/open-embedder'
import { TlcError } from '@tlc/core/system/error'
import { nodeSystem } from '@tlc/core/system/node-system'
import { corpus } from '../corpora.ts'
import type { BenchContext } from '../define-bench.ts'
import { describedFiles } from './folder-index.ts'

export interface LargeIndex {
  chunks: number
  /** ms that cutting and indexing took, without analysis and vectors. */
  buildMs: number
  /** Bytes on disk: words and vectors. */
  bytes: number
  search: (query: string, near?: { key: number; score: number }[]) => ReturnType<typeof searchSegments>
  /** Null without a model on this machine. */
  near(query: string): Promise<{ key: number; score: number }[] | undefined>
  close(): Promise<void>
}

/** Vectors of so many real chunks stand for all, each turned a little. */
const REAL_VECTORS = 300
const TURN = 0.35

/**
 * An index of `size` chunks: Django's files as often as it takes, in each copy with other names, so that the dictionary
 * grows as it does with more code. The vectors take the bytes and the time of real ones; what they find means nothing.
 */
export async function largeIndex(size: number, context: BenchContext): Promise<LargeIndex> {
  const { path } = await corpus('Django 5.1', context)
  const root = join(path, 'Django-5.1')
  const files = await describedFiles(root, context.signal)
  const folder = mkdtempSync(join(tmpdir(), 'tlc-bench-large-'))
  const set = new SegmentSet()
  const samples: string[] = []
  let buildMs = 0
  for (let copy = 0; set.chunkCount < size; copy++) {
    for (const file of files) {
      if (set.chunkCount >= size) break
      const text = renamed(readFileSync(join(root, file.path), 'utf8'), copy)
      const from = performance.now()
      put(set, file, text, copy)
      buildMs += performance.now() - from
      if (samples.length < REAL_VECTORS && file.language !== '') samples.push(text.slice(0, 900))
      context.signal.throwIfAborted()
    }
  }
  const from = performance.now()
  for (let joined = true; joined; ) joined = finish(set.tidy())
  buildMs += performance.now() - from
  await new SegmentFolder(nodeSystem, join(folder, 'words')).save(set)
  const embedder = await embedderHere(context)
  const vectors = embedder && (await filledStore(set, join(folder, 'vectors'), embedder, samples))
  return {
    chunks: set.chunkCount,
    buildMs,
    bytes: bytesIn(folder),
    search: (query, near) => searchSegments(set, { query }, near ? { near } : {}),
    near: async (query) => vectors?.nearest(await embedder!.embedQuery(query), 200),
    async close() {
      await vectors?.close()
      await embedder?.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function put(set: SegmentSet, file: IndexedFile, text: string, copy: number): void {
  const path = `copy${copy}/${file.path}`
  const chunks = chunkFile({ ...file, path }, text)
  const keys = chunks.map((chunk) => chunkKey({ ...chunk, text: `${copy} ${embeddingText(chunk, path)}` }, path))
  set.put([{ path, hash: file.hash, language: file.language, flags: 0, chunks, keys }])
}

/** Compound names end in something else in each copy; plain words stay. */
function renamed(text: string, copy: number): string {
  return copy === 0 ? text : text.replace(/\b\w+_\w+\b/g, `$&q${copy}`)
}

async function embedderHere({ log, signal }: BenchContext): Promise<Embedder | null> {
  return openEmbedder({ system: nodeSystem, signal }).catch((fault) => {
    if (!(fault instanceof TlcError)) throw fault
    log(`without a model: ${fault.message}`)
    return null
  })
}

async function filledStore(set: SegmentSet, folder: string, embedder: Embedder, samples: string[]) {
  const { id, dimensions } = embedder
  const store = await openVectorStore({ system: nodeSystem, folder, model: id, dimensions })
  const real = await embedder.embed(samples)
  let at = 0
  for (const key of set.keys()) {
    const vector = turned(real[at++ % real.length]!)
    store.add([{ key, vector }])
  }
  // Past a size a graph of neighbours is built in the background.
  await store.settled()
  await store.save()
  return store
}

function turned(vector: Float32Array): Float32Array {
  const spread = TURN / Math.sqrt(vector.length)
  const other = vector.map((value) => value + (Math.random() * 2 - 1) * 1.7 * spread)
  const length = Math.hypot(...other)
  return other.map((value) => value / length)
}

function finish(steps: Generator<void, boolean>): boolean {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

function bytesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
}
