import type { QueryFacts } from '../define-signal.ts'

/** Which part of the query's terms, each by its rarity, is among `terms`; 0..1. */
export function shareOf(query: QueryFacts, terms: ReadonlySet<string>): number {
  let all = 0
  let matched = 0
  for (const [term, rarity] of query.rarity) {
    all += rarity
    if (terms.has(term)) matched += rarity
  }
  return all === 0 ? 0 : matched / all
}
