import type { Candidate } from './candidate.ts'
import type { ClassifiedQuery } from './classify-query.ts'

/** What a signal may know of the query. */
export interface QueryFacts extends ClassifiedQuery {
  text: string
  /** Terms that were typed → how rare each is in this project; no added ones. */
  rarity: Map<string, number>
  /** The largest `fileSum` of a candidate. */
  mostFileSum: number
  /** The largest of a candidate, and that of the last chunk that was near enough to be asked for. */
  likeness: { most: number; least: number }
}

export interface Verdict {
  /** Added to the fused score, of which the best candidate has 1. */
  add?: number
  /** Multiplies the score after all additions. */
  factor?: number
  /** For people. */
  why?: string
}

export interface SignalDefinition {
  /** The file's name. */
  id: string
  /** What it knows and why that helps, one line. */
  docs: string
  /** Null when it has nothing to say. */
  judge(candidate: Candidate, query: QueryFacts): Verdict | null
}

/** One thing that the project knows of a candidate beside its words. It names no repository and no query. */
export function defineSignal(definition: SignalDefinition): SignalDefinition {
  return definition
}
