import { author } from '../author.ts'
import { flag, integer, list, nullable, number, oneOf, shape, text } from '../check.ts'
import { defineCollection } from '../define-collection.ts'
import type { StepRecord } from '../records.ts'

const state = oneOf('proposed', 'approved', 'rejected', 'claimed', 'done')

/** Step id → one step of the session's plan. */
export default defineCollection<StepRecord>({
  key: 'steps',
  room: 'session',
  writer: 'server',
  shape: 'map',
  check: shape({
    title: text,
    why: text,
    state,
    position: number,
    score: shape({
      value: number,
      terms: list(shape({ name: text, value: number, weight: number })),
      formula: text,
    }),
    effort: oneOf('minutes', 'hours', 'days'),
    effect: text,
    evidence: list(
      shape({
        kind: oneOf('finding', 'complexity', 'hotspot', 'co-change', 'ownership', 'duplication'),
        path: text,
        line: integer,
        endLine: integer,
        figures: text,
        key: text,
        gone: flag,
      }),
    ),
    claimedBy: nullable(author),
    decision: nullable(shape({ state, by: author, at: integer, reason: text })),
    touched: flag,
    origin: oneOf('planner', 'person'),
  }),
})
