import { join } from 'node:path'
import type { Embedder } from '@tlc/core/models/contract'
import { openEmbedder } from '@tlc/core/models/open-embedder'
import { TlcError } from '@tlc/core/system/error'
import { nodeSystem } from '@tlc/core/system/node-system'
import type { BenchContext } from '../define-bench.ts'
import type { FolderIndex, Meaning } from './folder-index.ts'
import { VectorCache } from './vector-cache.ts'

/** Search by meaning, for benches. */
export interface Meanings {
  /**
   * Embeds the chunks of an index, as far as that was not done in an earlier run: about 10 ms each. Null when
   * `TLC_BENCH_EMBED` is `cached` and something is missing.
   */
  of(name: string, index: FolderIndex): Promise<Meaning | null>
  close(): Promise<void>
}

/** As many as the index asks its vectors for. */
const NEAREST = 200
const GROUP = 64

/** Null, and said in the log, when there is no model on this machine. */
export async function openMeanings({ cache, log, signal }: BenchContext): Promise<Meanings | null> {
  const embedder = await openEmbedder({ system: nodeSystem, signal }).catch((fault) => {
    if (!(fault instanceof TlcError)) throw fault
    log(`without a model: ${fault.message}`)
    return null
  })
  if (!embedder) return null
  const only = process.env.TLC_BENCH_EMBED === 'cached'
  return {
    async of(name, index) {
      const vectors = new VectorCache(join(cache, 'vectors', embedder.id, `${name}.bin`), embedder.dimensions)
      const texts = new Map(index.texts().map(({ key, text }) => [key, text]))
      const missing = [...texts].filter(([key]) => !vectors.has(key))
      if (missing.length > 0 && only) return null
      if (missing.length > 0) log(`${name}: ${missing.length.toLocaleString('en-US')} texts to embed`)
      await embedAll(embedder, vectors, missing, signal)
      const keys = new Set(texts.keys())
      return async (query) => vectors.nearest(await embedder.embedQuery(query), keys, NEAREST)
    },
    close: () => embedder.close(),
  }
}

async function embedAll(
  embedder: Embedder,
  vectors: VectorCache,
  missing: [key: number, text: string][],
  signal: AbortSignal,
): Promise<void> {
  for (let from = 0; from < missing.length; from += GROUP) {
    const group = missing.slice(from, from + GROUP)
    const made = await embedder.embed(
      group.map(([, text]) => text),
      { signal },
    )
    vectors.add(group.map(([key], i) => ({ key, vector: made[i]! })))
  }
}
