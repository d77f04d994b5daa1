import type { Found } from './searcher.ts'

/** Where an answer is: a file, or some lines of it. */
export interface Place {
  path: string
  startLine?: number
  endLine?: number
}

/**
 * For each place that was found the rank of its first hit, from 1: one in the same file, and in the same lines when the
 * place has lines. Paths of either side may be relative to a folder above or below, as semble's labels are.
 */
export function touchedRanks(found: readonly Found[], places: readonly Place[]): number[] {
  return ranksOf(found, places, (hit, place) => isSameFile(hit.path, place.path) && overlap(hit, place) > 0)
}

/** The same for hits that share at least half of the shorter of both ranges with the answer. */
export function coveredRanks(found: readonly Found[], places: readonly Place[]): number[] {
  return ranksOf(found, places, (hit, place) => {
    if (hit.path !== place.path) return false
    const shorter = Math.min(linesOf(hit), linesOf(place))
    return overlap(hit, place) * 2 >= shorter
  })
}

/** The same for hits that share at least half of the longer range: a whole file does not count for one function of it. */
export function tightRanks(found: readonly Found[], places: readonly Place[]): number[] {
  return ranksOf(found, places, (hit, place) => {
    if (hit.path !== place.path) return false
    const longer = Math.max(linesOf(hit), linesOf(place))
    return overlap(hit, place) * 2 >= longer
  })
}

function ranksOf(
  found: readonly Found[],
  places: readonly Place[],
  matches: (hit: Found, place: Place) => boolean,
): number[] {
  return places.map((place) => found.findIndex((hit) => matches(hit, place)) + 1).filter((rank) => rank > 0)
}

function isSameFile(one: string, other: string): boolean {
  return one === other || one.endsWith(`/${other}`) || other.endsWith(`/${one}`)
}

function overlap(hit: Found, { startLine = 1, endLine = Number.POSITIVE_INFINITY }: Place): number {
  return Math.min(hit.endLine, endLine) - Math.max(hit.startLine, startLine) + 1
}

function linesOf({ startLine = 1, endLine = Number.POSITIVE_INFINITY }: Place): number {
  return endLine - startLine + 1
}
