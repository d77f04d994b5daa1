import type { SearchHit } from '../../index/contract.ts'
import { isOfFile } from '../../index/segment/kinds.ts'

const MOST_OF_A_FILE = 2
/** Of a commit, a page or a message one is told. */
const MOST_OF_A_DOCUMENT = 1
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
    if (ofFile === (isOfFile(hit.kind) ? MOST_OF_A_FILE : MOST_OF_A_DOCUMENT)) continue
    // A part of what was taken says nothing new.
    if (chosen.some((other) => covers(other, hit) || covers(hit, other) || isOneDefinition(other, hit))) continue
    taken.set(hit.path, ofFile + 1)
    chosen.push(hit)
  }
  return chosen
}

function covers(outer: SearchHit, inner: SearchHit): boolean {
  return outer.path === inner.path && outer.startLine <= inner.startLine && inner.endLine <= outer.endLine
}

/** Long definitions are found in parts; of those that share a name, one is told. */
function isOneDefinition(one: SearchHit, other: SearchHit): boolean {
  return one.symbolKind !== null && one.path === other.path && one.name === other.name
}
