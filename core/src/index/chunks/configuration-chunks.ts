import type { Chunk } from '../contract.ts'
import { cutRange, type LineRange, trimmed } from './line-ranges.ts'
import type { SourceLines } from './source-lines.ts'

const MOST_CHARACTERS = 1_200
/** Data rather than configuration: only how it begins is searchable. */
const DATA_CHARACTERS = 200_000
const DATA_HEAD_LINES = 40

const BY_KEYS = /\.(?:json|jsonc|json5|ya?ml)$/i
const BY_SECTIONS = /(?:\.(?:toml|ini|cfg|conf|properties|editorconfig|service|desktop)|(?:^|\/)Pipfile|\.lock)$/i
const SECTION = /^\[{1,2}[^[\],]+\]{1,2}\s*(?:[#;].*)?$/
const COMMENT = /^\s*(?:#|;|\/\/)/
const ITEM = /^\s*-(?:\s|$)/
const CLOSING = /^\s*[\]})]/

/** A configuration by its top-level keys or sections; small ones share a chunk, long ones are cut by their size. */
export function configurationChunks(path: string, lines: SourceLines): Chunk[] {
  const isData = lines.text.length > DATA_CHARACTERS
  const whole = trimmed(lines, { from: 1, to: isData ? Math.min(DATA_HEAD_LINES, lines.count) : lines.count })
  if (!whole) return []
  const parts = joined(lines, sections(lines, whole, path))
  // Beside others a section of twice the size stays whole.
  const most = parts.length > 1 ? 2 * MOST_CHARACTERS : MOST_CHARACTERS
  return parts
    .flatMap((part) => (lines.size(part.from, part.to) > most ? cutRange(lines, part, MOST_CHARACTERS) : [part]))
    .map(({ from, to }) => ({
      kind: 'configuration',
      startLine: from,
      endLine: to,
      name: '',
      symbolKind: null,
      exported: false,
      depth: 0,
      text: lines.slice(from, to),
      context: path,
    }))
}

/** Each from its first line, with the comment directly above, to the next; what stands before the first is its own. */
function sections(lines: SourceLines, { from, to }: LineRange, path: string): LineRange[] {
  const begins = BY_KEYS.test(path) ? beginsKey(lines, { from, to }) : BY_SECTIONS.test(path) ? beginsSection : null
  if (!begins) return [{ from, to }]
  const found: LineRange[] = []
  let start = from
  for (let at = from + 1; at <= to; at++) {
    if (!begins(lines, at)) continue
    let first = at
    while (first - 1 > start && COMMENT.test(lines.line(first - 1))) first--
    found.push({ from: start, to: first - 1 })
    start = first
  }
  found.push({ from: start, to })
  return found
}

function beginsSection(lines: SourceLines, at: number): boolean {
  return SECTION.test(lines.line(at))
}

/**
 * A key stands as deep as the shallowest line between the first and the last, which in JSON are braces. The items of a
 * list may stand as deep as its key, and belong to it.
 */
function beginsKey(lines: SourceLines, { from, to }: LineRange): (lines: SourceLines, at: number) => boolean {
  let base = Number.POSITIVE_INFINITY
  for (let at = from + 1; at < to; at++) {
    const depth = lines.indentation(at)
    if (depth >= 0) base = Math.min(base, depth)
  }
  return (_, at) => {
    const depth = lines.indentation(at)
    if (depth < 0 || depth > base) return false
    const line = lines.line(at)
    return !CLOSING.test(line) && !COMMENT.test(line) && !ITEM.test(line)
  }
}

/** Joins neighbours as long as they are small together. */
function joined(lines: SourceLines, ranges: LineRange[]): LineRange[] {
  const parts: LineRange[] = []
  for (const range of ranges) {
    const last = parts.at(-1)
    if (last && lines.size(last.from, range.to) <= MOST_CHARACTERS) last.to = range.to
    else parts.push({ ...range })
  }
  return parts
}
