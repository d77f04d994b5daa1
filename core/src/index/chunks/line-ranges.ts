import type { SourceLines } from './source-lines.ts'

/** Lines from 1, both included. */
export interface LineRange {
  from: number
  to: number
}

/** Without its blank lines at both ends; null when there are no others. */
export function trimmed(lines: SourceLines, { from, to }: LineRange): LineRange | null {
  while (from <= to && lines.isBlank(from)) from++
  while (to >= from && lines.isBlank(to)) to--
  return from <= to ? { from, to } : null
}

/**
 * Cuts lines into parts of about `size` characters: where a part is large enough, before the next line that stands no
 * deeper than the block itself, or at the next blank line; at twice the size anywhere.
 */
export function cutRange(lines: SourceLines, range: LineRange, size: number): LineRange[] {
  const parts: LineRange[] = []
  const base = baseIndentation(lines, range)
  let from = range.from
  let length = 0
  for (let at = range.from; at <= range.to; at++) {
    const depth = lines.indentation(at)
    const isSeam = depth < 0 || depth <= base
    if (at > from && ((length >= size && isSeam) || length >= 2 * size)) {
      parts.push({ from, to: at - 1 })
      from = at
      length = 0
    }
    length += lines.size(at, at)
  }
  parts.push({ from, to: range.to })
  return parts.map((part) => trimmed(lines, part)).filter((part) => part !== null)
}

/** Of the lines after the first, the least. */
function baseIndentation(lines: SourceLines, { from, to }: LineRange): number {
  let base = Number.POSITIVE_INFINITY
  for (let at = from + 1; at < to; at++) {
    const depth = lines.indentation(at)
    if (depth >= 0) base = Math.min(base, depth)
  }
  return base
}
