/** What a line holds. `Comment` only where there is nothing else; a docstring is a comment. */
export const LineKind = { blank: 0, code: 1, comment: 2 } as const

/** The lines of one file as columns that are used again for the next file. */
export interface LineTable {
  /** Lines of the file; a last line feed does not begin another one. */
  count: number
  /** Entries of `starts`: one more than `count` when the file ends with a line feed. */
  startCount: number
  starts: Uint32Array
  kinds: Uint8Array
  /** Hash of the line's characters without white space; 0 for a blank line. */
  hashes: Uint32Array
  /** Characters that are not white space, at most 255. */
  widths: Uint8Array
  /** Lines of code before each line; `codeBefore[count]` is the total. Filled by `countLines`. */
  codeBefore: Uint32Array
}

export function makeLineTable(): LineTable {
  return { count: 0, startCount: 0, ...columns(4096) }
}

/** Splits the text; every line that is not blank counts as code until comments are marked. */
export function splitLines(table: LineTable, text: string): void {
  const needed = countLineFeeds(text) + 3
  if (needed > table.starts.length) Object.assign(table, columns(Math.max(needed, table.starts.length * 2)))
  table.startCount = fillLines(table, text)
  table.count = text.length > 0 && text.charCodeAt(text.length - 1) !== 10 ? table.startCount : table.startCount - 1
}

function countLineFeeds(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++
  return count
}

// Nothing comes behind the loop: it is compiled while it runs, and would be left for what it has not seen yet.
function fillLines({ starts, kinds, hashes, widths }: LineTable, text: string): number {
  let line = 0
  let hash = 0
  let width = 0
  starts[0] = 0
  const length = text.length
  for (let i = 0; i <= length; i++) {
    const c = i < length ? text.charCodeAt(i) : 10
    if (c === 10) {
      hashes[line] = hash
      kinds[line] = width > 0 ? LineKind.code : LineKind.blank
      widths[line] = Math.min(width, 255)
      line++
      starts[line] = i + 1
      hash = 0
      width = 0
    } else if (c > 32) {
      // FNV-1a, 32 bits.
      hash = Math.imul((width === 0 ? 0x811c9dc5 : hash) ^ c, 0x01000193) >>> 0
      width++
    }
  }
  return line
}

/** Lines of a text without a grammar, in which nothing is a comment; the same numbers as a line table gives, in less time. */
export function countPlainLines(text: string): { lines: number; code: number; comments: number; blank: number } {
  let lines = 0
  let code = 0
  for (let start = 0; start < text.length; lines++) {
    const feed = text.indexOf('\n', start)
    const end = feed < 0 ? text.length : feed
    if (!isBlank(text, start, end)) code++
    start = end + 1
  }
  return { lines, code, comments: 0, blank: lines - code }
}

/** Marks the lines from `start` to `end` that hold nothing but this comment. */
export function markComment(table: LineTable, text: string, start: number, end: number, line: number): void {
  const { starts, kinds } = table
  let first = line
  if (!isBlank(text, starts[line]!, start)) first++
  let last = line
  while (last + 1 < table.startCount && starts[last + 1]! < end) last++
  const lineEnd = last + 1 < table.startCount ? starts[last + 1]! : text.length
  if (end < lineEnd && !isBlank(text, end, lineEnd)) last--
  for (let i = first; i <= last; i++) if (kinds[i] === LineKind.code) kinds[i] = LineKind.comment
}

/** Sums up after all comments are marked. */
export function countLines(table: LineTable): { lines: number; code: number; comments: number; blank: number } {
  const { kinds, codeBefore, count } = table
  let code = 0
  let comments = 0
  for (let i = 0; i < count; i++) {
    codeBefore[i] = code
    if (kinds[i] === LineKind.code) code++
    else if (kinds[i] === LineKind.comment) comments++
  }
  codeBefore[count] = code
  return { lines: count, code, comments, blank: count - code - comments }
}

export function isBlank(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (text.charCodeAt(i) > 32) return false
  return true
}

function columns(size: number) {
  return {
    starts: new Uint32Array(size),
    kinds: new Uint8Array(size),
    hashes: new Uint32Array(size),
    widths: new Uint8Array(size),
    codeBefore: new Uint32Array(size),
  }
}
