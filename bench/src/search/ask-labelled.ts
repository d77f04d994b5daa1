import { touchedRanks } from './answer-ranks.ts'
import { mean, ndcg } from './ndcg.ts'
import type { Found, Searcher } from './searcher.ts'
import type { Category, LabelledQuery, LabelledRepository } from './semble.ts'

/** One query of the labelled set, answered. */
export interface Answered {
  repository: string
  language: string
  half: LabelledRepository['half']
  category: Category
  query: string
  wanted: LabelledQuery['places']
  ranks: number[]
  found: Found[]
  /** NDCG@10. */
  score: number
  ms: number
}

/** Asks every query of a repository. */
export async function askLabelled(repository: LabelledRepository, searcher: Searcher): Promise<Answered[]> {
  const answers: Answered[] = []
  for (const { query, category, places } of repository.queries) {
    const started = performance.now()
    const found = await searcher(query, 10)
    const ms = performance.now() - started
    const ranks = touchedRanks(found, places)
    const { name, language, half } = repository
    answers.push({
      repository: name,
      language,
      half,
      category,
      query,
      wanted: places,
      ranks,
      found,
      score: ndcg(ranks, places.length),
      ms,
    })
  }
  return answers
}

/** Mean NDCG@10, each query counting once. */
export function scoreOf(answers: readonly Answered[], keep: (answer: Answered) => boolean = () => true): number {
  return mean(answers.filter(keep).map(({ score }) => score))
}
