import type { FunctionFact, ImportFact, SymbolFact, SymbolKind } from '../facts.ts'
import { MAX_FACTS } from '../limits.ts'
import { cognitiveIncrement, isElseIf, nestsDeeper } from '../metrics/cognitive.ts'
import { decisionPoints } from '../metrics/cyclomatic.ts'
import { isControlStructure } from '../metrics/nesting.ts'
import { childInField, type FlatTree, lineOf } from '../syntax/flat-tree.ts'
import { type Grammar, Role } from '../syntax/grammar.ts'
import type { ParsedFile } from '../syntax/parse.ts'
import { type FunctionHead, functionShapeOf } from './functions.ts'
import { type LineTable, markComment } from './lines.ts'
import type { NameTable } from './references.ts'
import { pathOf, type Scope, symbolsOf, within } from './symbols.ts'

/** Rows that the rules' handlers are called for, in order of the source. */
export interface NodeRows {
  call: number[]
  catch: number[]
  string: number[]
  comment: number[]
  assignment: number[]
  block: number[]
  jump: number[]
}

export interface Collected {
  symbols: SymbolFact[]
  functions: FunctionFact[]
  imports: ImportFact[]
  /** Facts that are more than `MAX_FACTS`. */
  leftOut: { symbols: number; functions: number; imports: number }
  rows: NodeRows
  /** Of the whole file, code outside of functions included. */
  cyclomatic: number
  operators: { total: number; distinct: number }
  literals: { total: number; distinct: number }
}

interface Frame {
  fact: FunctionFact | null
  end: number
  nests: number
  isMember: boolean
  /** Its word for the object it is called on, besides those of the language. */
  self: string | null
  recursive: boolean
}

/** A structure that is open: rows from `start` (behind its condition) to before `end` are on its level. */
interface Nest {
  start: number
  end: number
  level: number
  structures: number
}

const CONDITIONS = ['condition', 'subject', 'value']
const CONTROL =
  Role.decision |
  Role.alternative |
  Role.logical |
  Role.branch |
  Role.elseIf |
  Role.else |
  Role.ternary |
  Role.loop |
  Role.switch |
  Role.catch |
  Role.lambda |
  Role.labelled

/** One pass over the rows of a file, which feeds symbols, functions, references, imports and the rows for rules. */
export function collect({ tree, grammar }: ParsedFile, names: NameTable, lines: LineTable): Collected {
  const { count, types, nexts, parents, starts, ends, source, named } = tree
  const { roles, definitions, functions: shapes, imports: importers } = grammar
  const rows: NodeRows = { call: [], catch: [], string: [], comment: [], assignment: [], block: [], jump: [] }
  const found: Collected = {
    symbols: [],
    functions: [],
    imports: [],
    leftOut: { symbols: 0, functions: 0, imports: 0 },
    rows,
    cyclomatic: 1,
    operators: { total: 0, distinct: 0 },
    literals: { total: 0, distinct: 0 },
  }
  const hasDocstrings = grammar.definition.docstring !== undefined
  const seen = new Uint8Array(grammar.names.length)
  const literals = new Set<number>()
  const scopes: Scope[] = []
  let scope: Scope | null = null
  const frames: Frame[] = [{ fact: null, end: count, nests: 0, isMember: false, self: null, recursive: false }]
  let frame = frames[0]!
  const nests: Nest[] = []

  for (let row = 0; row < count; row++) {
    const type = types[row]!
    const role = roles[type]!
    if (named[type] === 0) {
      found.operators.total++
      if (seen[type] === 0) {
        seen[type] = 1
        found.operators.distinct++
      }
    }
    if (role === 0) continue
    if (role === Role.identifier) {
      names.add(source, starts[row]!, ends[row]!, row)
      continue
    }
    while (row >= frame.end) closeFrame()
    while (scope && row >= scope.end) {
      scopes.pop()
      scope = scopes.at(-1) ?? null
    }
    if (role & Role.identifier) names.add(source, starts[row]!, ends[row]!, row)
    if (role & CONTROL) control(row, role)
    if (role & Role.comment) {
      rows.comment.push(row)
      markComment(lines, source, starts[row]!, ends[row]!, lineOf(tree, starts[row]!))
    }
    if (role & Role.string) {
      rows.string.push(row)
      if (hasDocstrings && isStatement(tree, row)) {
        markComment(lines, source, starts[row]!, ends[row]!, lineOf(tree, starts[row]!))
      } else {
        addLiteral(row)
      }
    }
    if (role & Role.literal) addLiteral(row)
    if (role & Role.import) {
      for (const fact of importers[type]!(tree, row)) {
        if (found.imports.length < MAX_FACTS.imports) found.imports.push(fact)
        else found.leftOut.imports++
      }
    }
    if (role & Role.call) {
      rows.call.push(row)
      if (frame.fact && !frame.recursive) frame.recursive = callsItself(tree, grammar, row, frame)
    }
    if (role & Role.handler) rows.catch.push(row)
    if (role & Role.assignment) rows.assignment.push(row)
    if (role & Role.block) rows.block.push(row)
    if (role & Role.jump) rows.jump.push(row)
    if (role & Role.definition || role & Role.function) define(row, type, role)
  }
  while (frames.length > 1) closeFrame()
  found.literals.distinct = literals.size
  return found

  function addLiteral(row: number): void {
    found.literals.total++
    let hash = 0
    for (let i = starts[row]!; i < ends[row]!; i++) hash = Math.imul(hash ^ source.charCodeAt(i), 0x01000193)
    literals.add(hash)
  }

  function control(row: number, role: number): void {
    while (nests.length > frame.nests && row >= nests.at(-1)!.end) nests.pop()
    const nest = nests.length > frame.nests ? nests.at(-1)! : null
    const active = nest !== null && row >= nest.start
    const level = nest === null ? 0 : active ? nest.level : nest.level - 1
    const structures = nest === null ? 0 : nest.structures
    const paths = decisionPoints(tree, row, role, roles)
    found.cyclomatic += paths
    const { fact } = frame
    if (fact === null) return
    fact.cyclomatic += paths
    fact.cognitive += cognitiveIncrement(tree, row, role, grammar, level)
    const elseIf = (role & Role.branch) !== 0 && isElseIf(tree, row, roles)
    if (!nestsDeeper(role, elseIf)) return
    const deeper = structures + (isControlStructure(role, elseIf) ? 1 : 0)
    if (deeper > fact.nesting) fact.nesting = deeper
    nests.push({ start: behindCondition(tree, row), end: nexts[row]!, level: level + 1, structures: deeper })
  }

  function define(row: number, type: number, role: number): void {
    const into = found.symbols.length < MAX_FACTS.symbols ? found.symbols : []
    const before = into.length
    const definition = role & Role.definition ? definitions[type] : undefined
    const known = definition
      ? symbolsOf(
          tree,
          grammar,
          row,
          definition,
          definition.hoisted ? (scopes.at(-2) ?? null) : scope,
          rows.comment,
          into,
        )
      : null
    if (into !== found.symbols) found.leftOut.symbols += into.length
    let container: { name: string; kind: SymbolKind | null } | null = known
    const shape = role & Role.function ? shapes[type] : undefined
    const fn = shape && functionShapeOf(tree, row, shape, known)
    if (fn) {
      openFrame(row, fn, definition?.qualifier?.(tree, row) ?? null, shape?.self?.(tree, row) ?? null)
      container = { name: fn.name, kind: container?.kind ?? 'function' }
    } else if (container && into.length > before && !isContainer(container.kind)) {
      container = null
    }
    if (!container || (container.kind === null && !definition)) return
    if (!fn && !isContainer(container.kind)) return
    const path = pathOf(scope?.path ?? null, container.name)
    const end = definition?.wholeFile && childInField(tree, row, 'body') < 0 ? nexts[parents[row]!]! : nexts[row]!
    scope = {
      path,
      kind: container.kind ?? definition?.as ?? null,
      local: scope?.local === true || fn !== undefined,
      end,
    }
    scopes.push(scope)
  }

  function openFrame(
    row: number,
    { name, parameters, head }: FunctionHead,
    qualifier: string | null,
    self: string | null,
  ): void {
    const line = lineOf(tree, starts[head]!)
    const endLine = lineOf(tree, Math.max(starts[row]!, ends[row]! - 1))
    const container = within(scope?.path ?? null, qualifier)
    const fact: FunctionFact = {
      name,
      container,
      line: line + 1,
      endLine: endLine + 1,
      cyclomatic: 1,
      cognitive: 0,
      nesting: 0,
      parameters,
      codeLines: 0,
    }
    if (found.functions.length < MAX_FACTS.functions) found.functions.push(fact)
    else found.leftOut.functions++
    found.cyclomatic++
    const isMember = qualifier !== null || (scope !== null && MEMBERS.has(scope.kind))
    frame = { fact, end: nexts[row]!, nests: nests.length, isMember, self, recursive: false }
    frames.push(frame)
  }

  function closeFrame(): void {
    if (frame.recursive) frame.fact!.cognitive++
    nests.length = frame.nests
    frames.pop()
    frame = frames.at(-1)!
  }
}

const MEMBERS = new Set<SymbolKind | null>(['class', 'interface', 'struct', 'enum', 'trait'])
const CONTAINERS = new Set<SymbolKind | null>([
  'class',
  'interface',
  'struct',
  'enum',
  'trait',
  'module',
  'namespace',
  null,
])

function isContainer(kind: SymbolKind | null): boolean {
  return CONTAINERS.has(kind)
}

function behindCondition(tree: FlatTree, row: number): number {
  const { fields, nexts, fieldIds } = tree
  for (let i = row + 1; i < nexts[row]!; i = nexts[i]!) {
    if (fields[i] !== 0 && CONDITIONS.some((field) => fieldIds.get(field) === fields[i])) return nexts[i]!
  }
  return row + 1
}

// A string that is a statement does nothing; it is there for readers.
function isStatement({ types, names, parents, nexts }: FlatTree, row: number): boolean {
  const parent = parents[row]!
  return parent === row - 1 && nexts[parent] === nexts[row] && names[types[parent]!] === 'expression_statement'
}

const SELF = /^\W?(?:self|cls|this|Self|static)$/

function callsItself(tree: FlatTree, { definition }: Grammar, row: number, { fact, isMember, self }: Frame): boolean {
  const { name, container } = fact!
  const { source, starts, ends, names, types } = tree
  const shape = definition.rules.calls[names[types[row]!]!]
  const callee = shape ? childInField(tree, row, shape.callee) : -1
  if (callee < 0) return false
  const start = ends[callee]! - name.length
  if (start < starts[row]! || !source.startsWith(name, start)) return false
  // A function is called by its bare name, a method on its own object or class.
  const before = source.slice(starts[row], start)
  if (before === '') return !isMember || definition.implicitThis === true
  if (!isMember) return false
  const receiver = before.replace(/(?:\.|->|::)$/, '')
  if (receiver === before) return false
  return SELF.test(receiver) || receiver === self || receiver === container?.slice(container.lastIndexOf('.') + 1)
}
