import type { SymbolKind } from '@tlc/analyzers/facts'
import type { IndexedSymbol } from '../contract.ts'
import type { SourceLines } from './source-lines.ts'

const KINDS: Record<string, SymbolKind> = {
  fun: 'function',
  func: 'function',
  function: 'function',
  def: 'function',
  defp: 'function',
  defmacro: 'macro',
  fn: 'function',
  sub: 'function',
  proc: 'function',
  class: 'class',
  object: 'class',
  actor: 'class',
  interface: 'interface',
  protocol: 'interface',
  trait: 'trait',
  struct: 'struct',
  record: 'struct',
  enum: 'enum',
  extension: 'class',
  impl: 'class',
  instance: 'class',
  typealias: 'type',
  type: 'type',
  data: 'type',
  newtype: 'type',
  defmodule: 'module',
  module: 'module',
  namespace: 'namespace',
  val: 'constant',
  let: 'constant',
  const: 'constant',
  given: 'constant',
}

/** Words that stand before the one that says what is defined. */
const BEFORE = `(?:(?:public|private|protected|internal|open|final|abstract|sealed|static|override|inline|suspend|async|export|pub|local|lazy|implicit|infix|operator|external|expect|actual|data|case|value|inner|companion|mutating|convenience|required|fileprivate|@\\w+|pub\\(\\w+\\)|unsafe|extern|default|partial|readonly)\\s+)*`
const DEFINES = new RegExp(
  `^(\\s*)${BEFORE}(${Object.keys(KINDS).join('|')})\\s+(?:<[^>]*>\\s*)?(?:\\([^)]*\\)\\s*)?((?:[\\w$]+(?:<[^>]*>)?[.:])*[\\p{L}_$][\\p{L}\\p{N}_$'?!]*)`,
  'u',
)
/** A signature as Haskell and its kin write them, at the left edge. */
const TYPED = /^([a-z_][\w']*)\s*::\s/
/** `local M.name = function` and its like. */
const ASSIGNED = /^(\s*)(?:local\s+)?([\w.]+)\s*=\s*(?:async\s+)?function\b/
const COMMENT = /^\s*(?:\/\/|#|--|;|\*|\/\*|%|"""|''')/

/**
 * Definitions of a language without a grammar, by how its lines begin and how deep they stand: names and ranges that are
 * right for most, of functions, types and modules. For finding and cutting only.
 */
export function outlineByLines(lines: SourceLines): IndexedSymbol[] {
  const symbols: IndexedSymbol[] = []
  const open: { symbol: IndexedSymbol; depth: number }[] = []
  let lastCode = 0
  /** Name of the function whose type stood last, until something else begins. */
  let typed: string | null = null
  for (let at = 1; at <= lines.count; at++) {
    const depth = lines.indentation(at)
    if (depth < 0) continue
    const line = lines.line(at).slice(0, 400)
    const isClosing = /^\s*(?:[})\]]|end\b)/.test(line)
    if (depth === 0 && typed !== null && line.startsWith(`${typed} `)) {
      // The equations of a function below its type: both are one definition.
      lastCode = at
      continue
    }
    if (depth === 0) typed = null
    while (open.length > 0 && (isClosing ? depth < open.at(-1)!.depth : depth <= open.at(-1)!.depth)) {
      open.pop()!.symbol.endLine = lastCode
    }
    lastCode = at
    if (COMMENT.test(line)) continue
    const found = definitionIn(line)
    if (!found) continue
    const container = open.map(({ symbol }) => symbol.name).join('.')
    const symbol: IndexedSymbol = {
      name: found.name,
      kind:
        open.some(({ symbol: { kind } }) => kind === 'class' || kind === 'interface' || kind === 'trait') &&
        found.kind === 'function'
          ? 'method'
          : found.kind,
      container: container === '' ? null : container,
      signature: line.trim().slice(0, 200),
      doc: null,
      exported: !/^\s*(?:private|local|fileprivate|defp|internal)\b/.test(line),
      line: at,
      endLine: at,
    }
    if (TYPED.test(line)) typed = symbol.name
    symbols.push(symbol)
    open.push({ symbol, depth })
  }
  for (const { symbol } of open) symbol.endLine = lastCode
  return symbols
}

function definitionIn(line: string): { name: string; kind: SymbolKind } | null {
  const [, , word, name] = line.match(DEFINES) ?? []
  if (word !== undefined && name !== undefined) return { name: simple(name), kind: KINDS[word]! }
  const typed = line.match(TYPED)?.[1]
  if (typed !== undefined) return { name: typed, kind: 'function' }
  const assigned = line.match(ASSIGNED)?.[2]
  return assigned === undefined ? null : { name: simple(assigned), kind: 'function' }
}

function simple(name: string): string {
  return name.slice(Math.max(name.lastIndexOf('.'), name.lastIndexOf(':')) + 1)
}
