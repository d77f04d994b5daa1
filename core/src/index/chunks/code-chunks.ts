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

interface Definition extends LineRange {
  symbol: IndexedSymbol
  parent: Definition | null
  /** Those with a chunk of their own. */
  members: Definition[]
}

/** A chunk for each definition that is worth one, and for what stands between them. */
export function codeChunks(path: string, kind: KnowledgeKind, symbols: IndexedSymbol[], lines: SourceLines): Chunk[] {
  const definitions = ownDefinitions(symbols, lines)
  const chunks = definitions.flatMap((definition) => chunksOf(definition, path, kind, lines))
  const outermost = definitions.filter(({ parent }) => parent === null)
  chunks.push(...looseChunks(path, kind, symbols, gaps(outermost, lines.count), lines))
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
    if (!isWorthOne(symbol, parent)) continue
    const floor = Math.max(before, parent ? parent.symbol.line : 0)
    const definition = { symbol, parent, members: [], from: withCommentAbove(lines, symbol.line, floor), to }
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
  let from = line
  while (from - 1 > floor && BELONGS_BELOW.test(lines.line(from - 1))) from--
  return from
}

const BELONGS_BELOW =
  /^\s*(?:\/\/|\/\*|\*|#(?!\s*(?:include|define|undef|if|ifdef|ifndef|else|elif|endif|pragma)\b)|--|;;|%|@|\[\w|<!--)/

function chunksOf(definition: Definition, path: string, kind: KnowledgeKind, lines: SourceLines): Chunk[] {
  const { symbol, from, to, members } = definition
  const fullName = symbol.container === null ? symbol.name : `${symbol.container}.${symbol.name}`
  const chunk: Chunk = {
    // Some languages keep tests beside what they test.
    kind: /^tests?(?:\.|$)/.test(symbol.container ?? symbol.name) ? 'test' : kind,
    startLine: from,
    endLine: to,
    name: fullName,
    symbolKind: symbol.kind,
    exported: symbol.exported,
    depth: symbol.container === null ? 0 : symbol.container.split('.').length,
    text: '',
    context: `${path} ${fullName}`,
  }
  if (members.length > 0 && !FUNCTIONS.has(symbol.kind)) return [{ ...chunk, text: headText(definition, lines) }]
  if (lines.size(from, to) <= MOST_CHARACTERS) return [{ ...chunk, text: lines.slice(from, to) }]
  return cutRange(lines, { from, to }, PART_CHARACTERS).map((part, i) => ({
    ...chunk,
    startLine: part.from,
    endLine: part.to,
    text: i === 0 ? lines.slice(part.from, part.to) : `${symbol.signature}\n${lines.slice(part.from, part.to)}`,
  }))
}

/** Of a class: what is not in a chunk of its own, and how each of the others begins. */
function headText({ from, to, members }: Definition, lines: SourceLines): string {
  const own: string[] = []
  let at = from
  for (const member of members) {
    if (member.from > at) own.push(lines.slice(at, member.from - 1))
    own.push(member.symbol.signature)
    at = Math.max(at, member.to + 1)
  }
  if (at <= to) own.push(lines.slice(at, to))
  return own.join('\n').slice(0, MOST_CHARACTERS)
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
