import type * as Y from 'yjs'
import steps from '../document/collections/steps.ts'

/** Between two steps that were never moved. */
export const SPACING = 1024

/** Halving the same gap stops here, long before two doubles become equal. */
const NARROWEST = 1e-6

/** Step ids in the order in which people see them. */
export function stepOrder(session: Y.Doc): string[] {
  return [...steps.entries(session)]
    .sort(([a, left], [b, right]) => left.position - right.position || (a < b ? -1 : 1))
    .map(([id]) => id)
}

export function lastPosition(session: Y.Doc): number {
  let last = 0
  for (const [, step] of steps.entries(session)) last = Math.max(last, step.position)
  return last
}

/** Puts a step behind `after` (null: first). Writes that step alone, unless its gap is used up: then all are spread anew. */
export function placeStep(session: Y.Doc, id: string, after: string | null): void {
  const others = stepOrder(session).filter((other) => other !== id)
  const index = after === null ? 0 : others.indexOf(after) + 1
  const before = index > 0 ? steps.get(session, others[index - 1]!)!.position : null
  const next = index < others.length ? steps.get(session, others[index]!)!.position : null
  const position = between(before, next)
  if (position !== null) {
    move(session, id, position)
    return
  }
  others.splice(index, 0, id)
  for (const [i, other] of others.entries()) move(session, other, (i + 1) * SPACING)
}

function between(before: number | null, next: number | null): number | null {
  if (before === null && next === null) return SPACING
  if (before === null) return next! - SPACING
  if (next === null) return before + SPACING
  return next - before > NARROWEST ? (before + next) / 2 : null
}

function move(session: Y.Doc, id: string, position: number): void {
  const step = steps.get(session, id)!
  steps.put(session, id, { ...step, position })
}
