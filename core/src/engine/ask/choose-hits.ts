import type { SearchHit } from '../../index/contract.ts'

const MOST_OF_A_FILE = 2
/** A hit with less than this part of the first one's score is left out. */
const FAR_BELOW = 0.4
/** So many are kept even when they are far below: one hit alone is seldom an answer. */
const FEWEST = 3

/** The hits that an answer is made of, best first: spread over files, without those far below the first. */
export function chooseHits(hits: readonly SearchHit[], limit: number): SearchHit[] {
  const first = hits[0]?.score ?? 0
  const taken = new Map<string, number>()
  const chosen: SearchHit[] = []
  for (const hit of hits) {
    if (chosen.length === limit) break
    if (chosen.length >= FEWEST && hit.score < first * FAR_BELOW) break
    const ofFile = taken.get(hit.path) ?? 0
    if (ofFile === MOST_OF_A_FILE) continue
    // A part of what was taken says nothing new.
    if (chosen.some((other) => covers(other, hit) || covers(hit, other))) continue
    taken.set(hit.path, ofFile + 1)
    chosen.push(hit)
  }
  return chosen
}

function covers(outer: SearchHit, inner: SearchHit): boolean {
  return outer.path === inner.path && outer.startLine <= inner.startLine && inner.endLine <= outer.endLine
}
