/**
 * Most facts of each kind that are kept of one file. What people write stays far below; a generated or hostile file of a
 * megabyte holds half a million, which every reader of the facts would pay for. What is cut is the end of the file.
 */
export const MAX_FACTS = {
  symbols: 20_000,
  functions: 20_000,
  imports: 20_000,
  references: 200_000,
  blocks: 50_000,
} as const

export type LimitedFact = keyof typeof MAX_FACTS

/** Findings of one rule in one file; more of the same tell nobody anything. */
export const MAX_FINDINGS = 200

/** Characters of the names around a definition. Ten thousand nested classes would have a hundred million together. */
export const MAX_CONTAINER = 500
