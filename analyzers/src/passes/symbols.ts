import type { Definition, DefinitionScope, NameFinder } from '../define-language.ts'
import type { SymbolFact, SymbolKind } from '../facts.ts'
import { MAX_CONTAINER } from '../limits.ts'
import { childInField, type FlatTree, follow, lineOf, textOf } from '../syntax/flat-tree.ts'
import { type Grammar, Role } from '../syntax/grammar.ts'
import { docOf } from './doc-comments.ts'

/** An open definition that contains others. */
export interface Scope extends DefinitionScope {
  /** Names joined by `.`, its own last. */
  path: string
  /** Row after its last. */
  end: number
}

const MAX_SIGNATURE = 200
const TYPES = new Set<SymbolKind | null>(['class', 'interface', 'struct', 'enum', 'trait'])
const TOP: DefinitionScope = { kind: null, local: false }

/**
 * Adds what a node defines. Answers with the name and kind that the definition has as a container, or null when it
 * defines nothing here.
 */
export function symbolsOf(
  tree: FlatTree,
  grammar: Grammar,
  row: number,
  definition: Definition,
  enclosing: Scope | null,
  comments: readonly number[],
  into: SymbolFact[],
): { name: string; kind: SymbolKind | null; nameRow: number } | null {
  const nameRows = rowsOf(tree, row, definition.name ?? 'name')
  if (nameRows.length === 0) return null
  const scope = enclosing ?? TOP
  const kind = kindIn(definition, scope)
  let first: { name: string; kind: SymbolKind | null; nameRow: number } | null = null
  for (const nameRow of nameRows) {
    const name = unquoted(textOf(tree, nameRow))
    const refined = kind && definition.refine ? definition.refine(kind, tree, row, name, scope) : kind
    if (name === '') continue
    first ??= { name, kind: refined, nameRow }
    if (refined) into.push(symbol(tree, grammar, row, nameRow, name, refined, definition, enclosing, comments))
  }
  return first
}

function kindIn(definition: Definition, scope: DefinitionScope): SymbolKind | null {
  const { kind, member, local } = definition
  if (scope.kind !== null && TYPES.has(scope.kind)) return member === undefined ? kind : member
  if (scope.local) return local === undefined ? kind : local
  return kind
}

function symbol(
  tree: FlatTree,
  grammar: Grammar,
  row: number,
  nameRow: number,
  name: string,
  kind: SymbolKind,
  definition: Definition,
  scope: Scope | null,
  comments: readonly number[],
): SymbolFact {
  const { starts, ends, lineStarts, source } = tree
  const spanned = definition.each ? nameRow : row
  const start = starts[spanned]!
  const end = source.charCodeAt(ends[spanned]! - 1) === 10 ? ends[spanned]! - 1 : ends[spanned]!
  const line = lineOf(tree, start)
  const endLine = lineOf(tree, end)
  const nameStart = starts[nameRow]!
  const nameLine = nameStart < (lineStarts[line + 1] ?? 0) && line + 1 < tree.lineCount ? line : lineOf(tree, nameStart)
  return {
    name,
    kind,
    line: line + 1,
    column: start - lineStarts[line]! + 1,
    endLine: endLine + 1,
    endColumn: end - lineStarts[endLine]! + 1,
    nameLine: nameLine + 1,
    nameColumn: nameStart - lineStarts[nameLine]! + 1,
    container: within(scope?.path ?? null, definition.qualifier?.(tree, row) ?? null),
    signature: signatureOf(tree, grammar, spanned, definition),
    doc: docOf(tree, grammar, spanned, line, comments),
    exported: !scope?.local && grammar.definition.exported(tree, row, name, scope ?? TOP),
  }
}

/** What is written before the body on one line; of a definition without one, its first line. */
function signatureOf(tree: FlatTree, grammar: Grammar, row: number, definition: Definition): string {
  const { source, starts, ends, nexts, types, fields, fieldIds } = tree
  const start = starts[withKeyword(tree, grammar, row)]!
  const limit = Math.min(ends[row]!, start + MAX_SIGNATURE * 2)
  const field = fieldIds.get(definition.body ?? 'body')
  for (let i = row + 1; i < nexts[row]!; i = nexts[i]!) {
    if (fields[i] !== 0 && fields[i] === field) return oneLine(source.slice(start, Math.min(limit, starts[i]!)))
    const role = grammar.roles[types[i]!]!
    if (role & Role.comment) return oneLine(source.slice(start, Math.min(limit, starts[i]!)))
    if (role & Role.function) {
      const body = childInField(tree, i, 'body')
      if (body >= 0) return oneLine(source.slice(start, Math.min(limit, starts[body]!)))
    }
  }
  const head = source.slice(start, limit)
  return oneLine(head.slice(0, (head.indexOf('\n') + 1 || head.length + 1) - 1))
}

// `const`, `type` or `static int` before the one thing that is declared with it.
function withKeyword({ parents, types, starts, source }: FlatTree, { roles, names }: Grammar, row: number): number {
  const parent = parents[row]!
  if ((roles[types[parent]!]! & Role.definitionWrapper) === 0 || !/_declaration$/.test(names[types[parent]!]!))
    return row
  return /^[\w ]*$/.test(source.slice(starts[parent], starts[row])) ? parent : row
}

function oneLine(head: string): string {
  const line = /\s\s|[\n\t\r]/.test(head) ? head.replace(/\s+/g, ' ') : head
  const trimmed = line.replace(/(?:\s|(?<!=)=|[:{(])+$/, '')
  return trimmed.length > MAX_SIGNATURE ? `${trimmed.slice(0, MAX_SIGNATURE - 1)}…` : trimmed
}

// `operator bool() const` is called `operator bool`.
const CONVERSION = /^(operator\s+[\w:][^(]*?)\s*\(/

function unquoted(name: string): string {
  if (name.startsWith(':')) return name.slice(1)
  if (name.startsWith('operator')) return CONVERSION.exec(name)?.[1] ?? name
  return /^["'`]/.test(name) ? name.slice(1, -1) : name
}

/** The path of a container; a qualifier that is written with the name comes behind what is around it. */
export function within(path: string | null, qualifier: string | null): string | null {
  return qualifier === null ? path : pathOf(path, qualifier)
}

/** The path of `name` in `outer`; of a longer one than `MAX_CONTAINER`, its end. */
export function pathOf(outer: string | null, name: string): string {
  const path = outer === null ? name : `${outer}.${name}`
  return path.length > MAX_CONTAINER ? `…${path.slice(1 - MAX_CONTAINER)}` : path
}

/** Rows that a finder yields; a path that leads nowhere yields none. */
export function rowsOf(tree: FlatTree, row: number, finder: NameFinder): readonly number[] {
  if (typeof finder === 'function') return finder(tree, row)
  const found = finder.includes('.') ? follow(tree, row, finder) : childInField(tree, row, finder)
  return found < 0 ? [] : [found]
}
