import { queryTerms } from '../../index/search/query-terms.ts'
import { eachIdentifier, termsOfIdentifier } from '../../index/text/terms.ts'
import type { Evidence } from './evidence.ts'

/** What counts as the first ranks of a list. */
const FIRST_RANKS = 15
/** Of the question's terms, how many a hit has that several lists agree on, and one that words alone found. */
const TERMS_IF_AGREED = 0.5
const TERMS_IF_ALONE = 2 / 3

/**
 * Whether the best hit can be taken for an answer: it defines what the question names, or lists of different kinds (words,
 * names, meaning) have it in their first ranks and it has words of the question, or it has most of them.
 */
export function isCertain(question: string, { citation, ranks = {}, lines }: Evidence): boolean {
  const { symbols, body, files, names, vectors } = ranks
  const isFirst = (rank: number | undefined) => rank !== undefined && rank <= FIRST_RANKS
  if (isFirst(symbols) && isNamed(question, citation.name)) return true
  const share = shareOfTerms(question, [citation.path, citation.name, ...lines])
  const byWords = isFirst(body) || isFirst(files)
  const agreeing = [byWords, isFirst(names), isFirst(vectors)].filter(Boolean).length
  return agreeing >= 2 ? share >= TERMS_IF_AGREED : byWords && share >= TERMS_IF_ALONE
}

function isNamed(question: string, name: string): boolean {
  const simple = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
  return (
    simple !== '' &&
    question
      .toLowerCase()
      .split(/[^\p{L}\p{N}_$]+/u)
      .includes(simple)
  )
}

/** Of the question's terms, the part that the texts have; 0 when the question has none. */
function shareOfTerms(question: string, texts: readonly string[]): number {
  const asked = queryTerms(question).map(({ term }) => term)
  if (asked.length === 0) return 0
  const had = new Set<string>()
  for (const text of texts) {
    eachIdentifier(text, (word) => {
      for (const term of termsOfIdentifier(word)) had.add(term)
    })
  }
  return asked.filter((term) => had.has(term)).length / asked.length
}
