import type { ListId, QueryClass } from '../contract.ts'
import type { Scored } from './bm25.ts'

/** Cormack, Clarke and Büttcher, "Reciprocal Rank Fusion outperforms Condorcet" (2009). */
const RRF_K = 60

/** How much each list counts, by what kind of query it is. */
const WEIGHTS: Record<QueryClass, Record<ListId, number>> = {
  question: { body: 1, files: 0.25, names: 0.2, symbols: 0.3, vectors: 1.2 },
  symbol: { body: 0.7, files: 0.3, names: 0.7, symbols: 2, vectors: 0.1 },
  path: { body: 0.3, files: 0.3, names: 2, symbols: 0.3, vectors: 0.2 },
  error: { body: 1, files: 0.3, names: 0.3, symbols: 0.5, vectors: 0.6 },
}

/** Fused scores by chunk, and its rank in each list. */
export function fuse(
  lists: Partial<Record<ListId, Scored[]>>,
  queryClass: QueryClass,
): Map<number, { score: number; ranks: Partial<Record<ListId, number>> }> {
  const fused = new Map<number, { score: number; ranks: Partial<Record<ListId, number>> }>()
  for (const [list, entries] of Object.entries(lists) as [ListId, Scored[]][]) {
    const weight = WEIGHTS[queryClass][list]
    entries.forEach(({ at }, i) => {
      const entry = fused.get(at) ?? { score: 0, ranks: {} }
      entry.score += weight / (RRF_K + i + 1)
      entry.ranks[list] = i + 1
      fused.set(at, entry)
    })
  }
  return fused
}
