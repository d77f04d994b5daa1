import type { Chunk, IndexedSymbol, KnowledgeKind } from '../contract.ts'
import { cutRange, type LineRange, trimmed } from './line-ranges.ts'
import type { SourceLines } from './source-lines.ts'

const FUNCTIONS: ReadonlySet<string> = new Set(['function', 'method', 'constructor', 'macro'])
const CONTAINERS: ReadonlySet<string> = new Set([
  'class',
  'interface',
  'struct',
  'enum',
  'trait',
  'module',
  'namespace',
  'type',
])

/** A definition of something else than a function is worth a chunk of its own from here on. */
const LEAST_LINES = 5
/** A function inside another one is, from here on. */
const LEAST_NESTED_LINES = 8
/** Longer bodies are cut into parts of this size. */
const MOST_CHARACTERS = 4_000
const PART_CHARACTERS = 2_500
/** What no definition covers is put together up to this size. */
const LOOSE_CHARACTERS = 1_000
/** Text in a definition within a definition is in both; deeper ones are found by what they stand in. */
const MOST_NESTED = 6
/** A decorator or comment above a definition counts up to this many lines. */
const MOST_ABOVE = 400

interface Definition extends LineRange {
  symbol: IndexedSymbol
  parent: Definition | null
  /** Those with a chunk of their own. */
  members: Definition[]
  /** Those without one. */
  small: IndexedSymbol[]
}

/** A chunk for each definition that is worth one, and for what stands between them. */
export function codeChunks(path: string, kind: KnowledgeKind, symbols: IndexedSymbol[], lines: SourceLines): Chunk[] {
  const definitions = ownDefinitions(symbols, lines)
  const outermost = definitions.filter(({ parent }) => parent === null)
  const chunks = [
    ...definitions.flatMap((definition) => chunksOf(definition, path, kind, lines)),
    ...looseChunks(path, kind, symbols, gaps(outermost, lines.count), lines),
  ]
  return chunks.sort((a, b) => a.startLine - b.startLine || b.endLine - a.endLine)
}

function ownDefinitions(symbols: IndexedSymbol[], lines: SourceLines): Definition[] {
  const sorted = symbols
    .filter(({ line, endLine }) => line >= 1 && line <= lines.count && endLine >= line)
    .sort((a, b) => a.line - b.line || b.endLine - a.endLine)
  const definitions: Definition[] = []
  const open: Definition[] = []
  let before = 0
  for (const symbol of sorted) {
    const to = Math.min(symbol.endLine, lines.count)
    while (open.length > 0 && open.at(-1)!.to < symbol.line) before = Math.max(before, open.pop()!.to)
    const parent = open.at(-1) ?? null
    if (!isWorthOne(symbol, parent) || open.length >= MOST_NESTED) {
      parent?.small.push(symbol)
      continue
    }
    const floor = Math.max(before, parent ? parent.symbol.line : 0)
    const definition: Definition = {
      symbol,
      parent,
      members: [],
      small: [],
      from: withCommentAbove(lines, symbol.line, floor),
      to,
    }
    parent?.members.push(definition)
    definitions.push(definition)
    open.push(definition)
    // Its own lines are no comment of what follows on the same line.
    before = Math.max(before, symbol.line - 1)
  }
  return definitions
}

function isWorthOne({ kind, line, endLine }: IndexedSymbol, parent: Definition | null): boolean {
  const length = endLine - line + 1
  if (FUNCTIONS.has(kind)) return !parent || !FUNCTIONS.has(parent.symbol.kind) || length >= LEAST_NESTED_LINES
  if (CONTAINERS.has(kind)) return length >= 2
  return length >= LEAST_LINES && (!parent || CONTAINERS.has(parent.symbol.kind))
}

/** The first line of the comment, decorators and attributes that stand directly above. */
function withCommentAbove(lines: SourceLines, line: number, floor: number): number {
  const least = Math.max(floor + 1, line - MOST_ABOVE)
  let from = line
  while (from - 1 >= least) {
    const above = beginOfBlock(lines, from - 1, least) ?? (BELONGS_BELOW.test(lines.line(from - 1)) ? from - 1 : null)
    if (above === null) break
    from = above
  }
  return from
}

const BELONGS_BELOW =
  /^\s*(?:\/\/|\/\*|\*|#(?!\s*(?:include|define|undef|if|ifdef|ifndef|else|elif|endif|pragma)\b)|--|;;|%|@|\[\w|<!--)/
const ENDS_COMMENT = /\*\/\s*$/
const BEGINS_COMMENT = /^\s*\/\*/
const CLOSES = /^\s*[)\]}]+\s*$/
const BEGINS_DECORATOR = /^\s*(?:@|#?\[)/

/** Where a comment or decorator of several lines begins that ends at this line; null when none does. */
function beginOfBlock(lines: SourceLines, end: number, least: number): number | null {
  const last = lines.line(end)
  if (ENDS_COMMENT.test(last)) {
    const at = lastLine(end, least, (each) => lines.line(each).includes('/*'))
    return at !== null && BEGINS_COMMENT.test(lines.line(at)) ? at : null
  }
  if (!CLOSES.test(last)) return null
  const depth = lines.indentation(end)
  const at = lastLine(end - 1, least, (each) => !lines.isBlank(each) && lines.indentation(each) <= depth)
  return at !== null && BEGINS_DECORATOR.test(lines.line(at)) ? at : null
}

function lastLine(from: number, least: number, fits: (line: number) => boolean): number | null {
  for (let at = from; at >= least; at--) if (fits(at)) return at
  return null
}

function chunksOf(definition: Definition, path: string, kind: KnowledgeKind, lines: SourceLines): Chunk[] {
  const { symbol, from, to, members, small } = definition
  const fullName = symbol.container === null ? symbol.name : `${symbol.container}.${symbol.name}`
  const chunk: Chunk = {
    kind: isInTestModule(definition) ? 'test' : kind,
    startLine: from,
    endLine: to,
    name: fullName,
    symbolKind: symbol.kind,
    exported: symbol.exported,
    depth: symbol.container === null ? 0 : symbol.container.split('.').length,
    text: '',
    context: `${path} ${fullName}`,
  }
  if (members.length > 0 && !FUNCTIONS.has(symbol.kind)) {
    const { text, rest } = headOf(definition, lines)
    return [
      { ...chunk, ...namesOf(small.filter((each) => !rest.some((range) => isIn(each, range)))), text },
      ...rest.map((range) => ({
        ...chunk,
        ...partOf(range, lines),
        ...namesOf(small.filter((each) => isIn(each, range))),
      })),
    ]
  }
  if (lines.size(from, to) <= MOST_CHARACTERS) return [{ ...chunk, ...namesOf(small), text: lines.slice(from, to) }]
  return cutRange(lines, { from, to }, PART_CHARACTERS).map((range, i) => {
    const part = partOf(range, lines)
    const inside = small.filter((each) => isIn(each, range))
    return { ...chunk, ...part, ...namesOf(inside), text: i === 0 ? part.text : `${symbol.signature}\n${part.text}` }
  })
}

function partOf({ from, to }: LineRange, lines: SourceLines): Pick<Chunk, 'startLine' | 'endLine' | 'text'> {
  return { startLine: from, endLine: to, text: lines.slice(from, to) }
}

function isIn({ line }: IndexedSymbol, { from, to }: LineRange): boolean {
  return line >= from && line <= to
}

/** Some languages keep tests beside what they test. */
function isInTestModule({ symbol, parent }: Definition): boolean {
  if ((symbol.kind === 'module' || symbol.kind === 'namespace') && /^tests?$/.test(symbol.name)) return true
  return parent !== null && isInTestModule(parent)
}

function namesOf(symbols: IndexedSymbol[]): { names?: string[] } {
  return symbols.length === 0 ? {} : { names: [...new Set(symbols.map(({ name }) => name))] }
}

/**
 * Of a class: what is not in a chunk of its own, and how each of the others begins. `rest` are lines of its own that
 * found no room.
 */
function headOf({ from, to, members }: Definition, lines: SourceLines): { text: string; rest: LineRange[] } {
  let text = ''
  const rest: LineRange[] = []
  const add = (piece: string) => {
    const fits = text.length + piece.length < MOST_CHARACTERS
    if (fits) text += text === '' ? piece : `\n${piece}`
    return fits
  }
  let at = from
  const addOwn = (until: number) => {
    if (until < at) return
    for (const part of cutRange(lines, { from: at, to: until }, LOOSE_CHARACTERS))
      if (!add(lines.slice(part.from, part.to))) rest.push(part)
  }
  for (const member of members) {
    addOwn(member.from - 1)
    add(member.symbol.signature)
    at = Math.max(at, member.to + 1)
  }
  addOwn(to)
  return { text, rest }
}

function gaps(covered: LineRange[], count: number): LineRange[] {
  const found: LineRange[] = []
  let at = 1
  for (const { from, to } of covered) {
    if (from > at) found.push({ from: at, to: from - 1 })
    at = Math.max(at, to + 1)
  }
  if (at <= count) found.push({ from: at, to: count })
  return found
}

function looseChunks(
  path: string,
  kind: KnowledgeKind,
  symbols: IndexedSymbol[],
  ranges: LineRange[],
  lines: SourceLines,
): Chunk[] {
  const parts = ranges
    .map((range) => trimmed(lines, range))
    .filter((range) => range !== null)
    .flatMap((range) => cutRange(lines, range, LOOSE_CHARACTERS))
    .map((range) => withoutClosers(lines, range))
    .filter((range) => range !== null)
  let next = 0
  const listed = [...symbols].sort((a, b) => a.line - b.line)
  return parts.map(({ from, to }) => {
    while (next < listed.length && listed[next]!.line < from) next++
    const names: string[] = []
    for (let i = next; i < listed.length && listed[i]!.line <= to; i++) names.push(listed[i]!.name)
    return {
      kind,
      startLine: from,
      endLine: to,
      name: names.length === 1 ? names[0]! : '',
      ...(names.length > 1 && { names: [...new Set(names)] }),
      symbolKind: names.length === 1 ? listed[next]!.kind : null,
      exported: names.length === 1 && listed[next]!.exported,
      depth: 0,
      text: lines.slice(from, to),
      context: [path, ...new Set(names)].join(' '),
    }
  })
}

/** Without the lines at both ends that say nothing, like the brace that ends a block; null when none says more. */
function withoutClosers(lines: SourceLines, { from, to }: LineRange): LineRange | null {
  const saysNothing = (line: number) => !/[\p{L}\p{N}]/u.test(lines.line(line))
  while (from <= to && saysNothing(from)) from++
  while (to >= from && saysNothing(to)) to--
  return from <= to ? { from, to } : null
}
