import { eachIdentifier, termsOfIdentifier } from '../text/terms.ts'

export interface QueryTerm {
  term: string
  /** How much a match counts; 1 for what was typed once. */
  weight: number
}

/** The terms of what was typed; a word that comes twice counts a little more. */
export function queryTerms(query: string): QueryTerm[] {
  const weights = new Map<string, number>()
  eachIdentifier(query, (word) => {
    for (const term of termsOfIdentifier(word)) weights.set(term, (weights.get(term) ?? 0) + 1)
  })
  return Array.from(weights, ([term, times]) => ({ term, weight: 1 + Math.log(times) }))
}
