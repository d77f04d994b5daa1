import type { QueryClass } from '../contract.ts'
import { termOfWord } from '../text/terms.ts'
import type { Corpus, Scored } from './bm25.ts'
import { segmentOf } from './candidate.ts'
import type { QueryTerm } from './query-terms.ts'
import { SYNONYMS } from './synonyms.ts'

export interface AddedTerm extends QueryTerm {
  because: string
}

const SYNONYM_WEIGHT = 0.2
const COMPANION_WEIGHT = 0.05
const MOST_COMPANIONS = 6
/** The first answers from whose names words are taken. */
const LOOKED_AT = 10
/** A word that only one of them has says something of that one alone. */
const LEAST_SHARED = 5

/** Term → the terms that stand for the same thing. */
const ALIKE = new Map<string, Set<string>>()
for (const group of SYNONYMS) {
  const terms = group.map((word) => termOfWord(word)).filter((term) => term !== null)
  for (const term of terms) {
    const others = ALIKE.get(term) ?? new Set()
    for (const other of terms) if (other !== term) others.add(other)
    ALIKE.set(term, others)
  }
}

/** Programmers' synonyms of what was typed. Symbols and paths are meant as they are: nothing is added to them. */
export function synonymsOf(terms: QueryTerm[], queryClass: QueryClass): AddedTerm[] {
  if (queryClass !== 'question') return []
  const typed = new Set(terms.map(({ term }) => term))
  const added = new Map<string, AddedTerm>()
  for (const { term, weight } of terms) {
    for (const other of ALIKE.get(term) ?? []) {
      if (typed.has(other) || added.has(other)) continue
      added.set(other, { term: other, weight: weight * SYNONYM_WEIGHT, because: `stands for \`${term}\`` })
    }
  }
  return [...added.values()]
}

/**
 * Words that this project uses together with the query's: those that the names of several of the first answers share
 * (pseudo-relevance feedback after Rocchio, "Relevance feedback in information retrieval", 1971, on names only).
 */
export function companionsOf(corpus: Corpus, terms: QueryTerm[], first: Scored[], queryClass: QueryClass): AddedTerm[] {
  if (queryClass !== 'question') return []
  const typed = new Set(terms.map(({ term }) => term))
  const shared = new Map<string, number>()
  for (const { at } of first.slice(0, LOOKED_AT)) {
    const s = segmentOf(corpus.chunkBase, at)
    const name = corpus.segments[s]!.name(at - corpus.chunkBase[s]!)
    const words = new Set(name.match(/\p{Lu}?\p{Ll}+/gu)?.map((word) => termOfWord(word.toLowerCase())) ?? [])
    for (const term of words) if (term !== null && !typed.has(term)) shared.set(term, (shared.get(term) ?? 0) + 1)
  }
  return [...shared]
    .filter(([, times]) => times >= LEAST_SHARED)
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_COMPANIONS)
    .map(([term, times]) => ({
      term,
      weight: COMPANION_WEIGHT * (times / LOOKED_AT),
      because: `in the names of ${times} of the first ${LOOKED_AT} answers`,
    }))
}
