// Embeds the texts of a file one way and prints what that took, as JSON: `<ours|peer> <folder of the model> <file>`.
import { readFileSync } from 'node:fs'
import { openMinilm } from '@tlc/core/models/minilm'
import { percentile } from '../percentile.ts'
import { openPeer } from './transformers-peer.ts'

export interface EmbedTimes {
  textsPerSecond: number
  queryP50: number
  queryP95: number
  loadMs: number
  loadedMb: number
  peakMb: number
  /** Cosine of the first text's two vectors: as a text of many and as a query. */
  likeness: number
}

const QUERIES = 200

if (import.meta.main) {
  const [way, folder, file] = process.argv.slice(2)
  const texts: string[] = JSON.parse(readFileSync(file!, 'utf8'))
  const started = performance.now()
  const embedder = await (way === 'ours' ? openMinilm({ id: 'ours', folder: folder! }) : openPeer(folder!))
  const loadMs = performance.now() - started
  const loadedMb = process.memoryUsage.rss() / 1e6
  // What is compiled at its first use is no cost of a text.
  const first = await embedder.embedQuery(texts[0]!)
  const from = performance.now()
  const vectors = await embedder.embed(texts)
  const textsPerSecond = texts.length / ((performance.now() - from) / 1000)
  const queries: number[] = []
  for (let i = 0; i < QUERIES; i++) {
    const asked = performance.now()
    await embedder.embedQuery(`where is query set number ${i} cloned`)
    queries.push(performance.now() - asked)
  }
  const times: EmbedTimes = {
    textsPerSecond,
    queryP50: percentile(queries, 50),
    queryP95: percentile(queries, 95),
    loadMs,
    loadedMb,
    peakMb: (process.resourceUsage().maxRSS * 1024) / 1e6,
    likeness: first.reduce((sum, value, i) => sum + value * vectors[0]![i]!, 0),
  }
  process.stdout.write(JSON.stringify(times))
}
