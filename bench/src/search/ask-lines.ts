import { coveredRanks, tightRanks } from './answer-ranks.ts'
import type { LineQuestion, QuestionedRepository } from './line-questions.ts'
import { mean, ndcg } from './ndcg.ts'
import type { Found, Searcher } from './searcher.ts'

/** One question, answered. */
export interface LineAnswered extends LineQuestion {
  repository: string
  language: string
  found: Found[]
  /** NDCG@10; a hit gains when it shares half of the shorter of both ranges with an answer. */
  score: number
  /** The same, of hits that share half of the longer range: no reward for a whole file. */
  tight: number
  /** Rank of the first right hit, from 1; null when none of ten is right. */
  first: number | null
  ms: number
}

export async function askLines(repository: QuestionedRepository, searcher: Searcher): Promise<LineAnswered[]> {
  const answered: LineAnswered[] = []
  for (const question of repository.questions) {
    const started = performance.now()
    const found = await searcher(question.question, 10)
    const ms = performance.now() - started
    const ranks = coveredRanks(found, question.answers)
    answered.push({
      ...question,
      repository: repository.name,
      language: repository.language,
      found,
      score: ndcg(ranks, question.answers.length),
      tight: ndcg(tightRanks(found, question.answers), question.answers.length),
      first: ranks.length === 0 ? null : Math.min(...ranks),
      ms,
    })
  }
  return answered
}

/** The share of questions with a right hit among the first `depth`. */
export function recallAt(depth: number, answered: readonly LineAnswered[]): number {
  return mean(answered.map(({ first }) => (first !== null && first <= depth ? 1 : 0)))
}
