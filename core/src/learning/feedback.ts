import type { Vote } from './contract.ts'

/** The most that people together can move a rank, up and down. */
export const FEEDBACK_MOST = 1.25
export const FEEDBACK_LEAST = 0.8

/** 1 without votes; each further vote moves half as much as the one before, so that no crowd goes beyond the bounds. */
export function feedbackFactorOf(votes: readonly Pick<Vote, 'useful'>[]): number {
  const net = votes.reduce((sum, { useful }) => sum + (useful ? 1 : -1), 0)
  if (net >= 0) return 1 + (FEEDBACK_MOST - 1) * (1 - 2 ** -net)
  return 1 - (1 - FEEDBACK_LEAST) * (1 - 2 ** net)
}

export function fixTarget(id: string): string {
  return `fix:${id}`
}
