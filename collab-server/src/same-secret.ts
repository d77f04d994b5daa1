import { createHash, timingSafeEqual } from 'node:crypto'

/** Compares digests, so that neither length nor content shows in the time it takes. False when one is missing. */
export function sameSecret(given: string | undefined, expected: string | null): boolean {
  if (given === undefined || expected === null) return false
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}
