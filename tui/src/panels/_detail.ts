import { type Line, line, span } from '../screen/line.ts'

/** Of a detail that is longer than its room: the first line that is shown, of what it is, so that another starts anew. */
export interface DetailState {
  detailTop: number
  detailOf: string
}

/** Keeps the first line within the detail; called with each selection. */
export function keepDetail(state: DetailState, of: string, count: number, height: number): number {
  if (state.detailOf !== of) Object.assign(state, { detailOf: of, detailTop: 0 })
  // One row tells what is left.
  state.detailTop = count <= height ? 0 : Math.min(state.detailTop, count - height + 1)
  return state.detailTop
}

/** The lines from `top` on; where not all fit the last row says how many there are, and which keys move them. */
export function detailPart(lines: Line[], top: number, height: number): Line[] {
  if (lines.length <= height) return lines
  const shown = lines.slice(top, top + height - 1)
  const last = `lines ${top + 1} to ${top + shown.length} of ${lines.length}: } and { scroll`
  return [...shown, line(span(last, 'dim'))]
}
