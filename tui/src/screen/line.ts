import { fit, graphemes, graphemeWidth, textWidth, truncate } from './width.ts'

/** What a piece of text is. The theme decides how each is shown, so that panels know no colours. */
export const ROLES = [
  'text',
  'dim',
  'strong',
  'title',
  'accent',
  'border',
  'key',
  'error',
  'warning',
  'info',
  'success',
  'bar',
  'bar-rest',
  'heat-0',
  'heat-1',
  'heat-2',
  'heat-3',
  'heat-4',
  'area-0',
  'area-1',
  'area-2',
  'area-3',
  'area-4',
  'area-selected',
  'keyword',
  'string',
  'comment',
  'number',
  'type',
  'function',
  'constant',
  'operator',
  'tag',
  'tab',
  'tab-active',
  'status',
  'match',
  'person',
] as const
export type Role = (typeof ROLES)[number]

export interface Span {
  text: string
  role?: Role
  /** As that of a line, for a part of it. */
  selected?: Line['selected']
}

/** One row of a screen, from left to right. */
export interface Line {
  spans: Span[]
  /** The row that keys act on. `unfocused` marks it in a part of the screen that has not the focus. */
  selected?: boolean | 'unfocused'
}

/** A line of spans; bare text has the role `text`. */
export function line(...spans: (Span | string)[]): Line {
  return { spans: spans.map((span) => (typeof span === 'string' ? { text: span } : span)) }
}

export function span(text: string, role?: Role): Span {
  return role ? { text, role } : { text }
}

export const EMPTY_LINE: Line = { spans: [] }

export function lineWidth({ spans }: Line): number {
  return spans.reduce((sum, { text }) => sum + textWidth(text), 0)
}

/** The line cut or filled to exactly `width` columns. */
export function fitLine(source: Line, width: number): Line {
  const spans: Span[] = []
  let left = width
  for (const each of source.spans) {
    if (left <= 0) break
    const own = textWidth(each.text)
    spans.push(own <= left ? each : { ...each, text: truncate(each.text, left) })
    left -= Math.min(own, left)
  }
  if (left > 0) spans.push({ text: ' '.repeat(left) })
  return { ...source, spans }
}

/**
 * Lines side by side in columns of fixed widths with a gap; the number of lines is that of the longest column. What is
 * selected is so in its own column.
 */
export function columns(parts: { lines: Line[]; width: number }[], gap = 2): Line[] {
  const height = Math.max(0, ...parts.map((part) => part.lines.length))
  return Array.from({ length: height }, (_, row) => ({
    spans: parts.flatMap(({ lines, width }, i) => [
      ...markedSpans(fitLine(lines[row] ?? EMPTY_LINE, width)),
      ...(i < parts.length - 1 ? [{ text: ' '.repeat(gap) }] : []),
    ]),
  }))
}

function markedSpans({ spans, selected }: Line): Span[] {
  return selected ? spans.map((each) => ({ ...each, selected })) : spans
}

/** Exactly `height` lines: cut, or filled with empty ones. */
export function fillHeight(lines: Line[], height: number): Line[] {
  if (lines.length >= height) return lines.slice(0, height)
  return [...lines, ...Array.from({ length: height - lines.length }, () => EMPTY_LINE)]
}

/** The part of a line from column `from` on, `width` columns wide; for views that scroll sideways. */
export function sliceLine({ spans, ...rest }: Line, from: number, width: number): Line {
  const kept: Span[] = []
  let column = 0
  for (const each of spans) {
    let text = ''
    for (const grapheme of graphemes(each.text)) {
      const own = graphemeWidth(grapheme)
      if (column >= from && column + own <= from + width) text += grapheme
      column += own
    }
    if (text !== '') kept.push({ ...each, text })
  }
  return { ...rest, spans: kept }
}

/** Text and number at the two ends of a row. */
export function spread(left: Span, right: Span, width: number): Line {
  const room = Math.max(0, width - textWidth(right.text) - 1)
  return { spans: [{ ...left, text: fit(left.text, room) }, { text: ' ' }, right] }
}
