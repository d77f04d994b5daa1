import type { Author, StepRecord } from '@tlc/core/document/records'

export const ANN: Author = { id: 'ann', name: 'Ann' }
export const BOB: Author = { id: 'bob', name: 'Bob' }

/** A step as the planner proposes it. */
export function aStep(more: Partial<StepRecord> = {}): StepRecord {
  return {
    title: 'A step',
    why: 'Because.',
    state: 'proposed',
    position: 1024,
    score: { value: 0.5, terms: [], formula: 'a × b' },
    effort: 'hours',
    effect: 'Less.',
    evidence: [],
    claimedBy: null,
    decision: null,
    touched: false,
    origin: 'planner',
    ...more,
  }
}
