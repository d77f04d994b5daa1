import type { Definition } from '../define-language.ts'
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

/** A structure that is open: rows from `start` to before `end` are on its level. */
interface Nest {
  start: number
  end: number
  level: number
  structures: number
}

const CONDITIONS = ['condition', 'subject', 'value']
const BODIES = ['body', 'consequence']
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
  const seen = new Uint8Array(grammar.names.length)
  const collector = new Collector(tree, grammar, names, lines)
  const total = visitRows(tree, grammar, names, collector, seen)
  return collector.end({ total, distinct: seen.reduce((sum, each) => sum + each, 0) })
}

/**
 * Visits every row, marks the types of operators in `seen` and returns how many operators there are. Most rows are
 * operators and names: what the others need stays out of this loop, which is compiled while it runs, and so does what
 * comes behind it, for which that code would be left.
 */
function visitRows(
  tree: FlatTree,
  { roles }: Grammar,
  names: NameTable,
  collector: Collector,
  seen: Uint8Array,
): number {
  const { count, types, starts, ends, source, named } = tree
  let operators = 0
  for (let row = 0; row < count; row++) {
    const type = types[row]!
    const role = roles[type]!
    if (named[type] === 0) {
      operators++
      seen[type] = 1
    }
    if (role === 0) continue
    if (role === Role.identifier) names.add(source, starts[row]!, ends[row]!, row)
    else collector.visit(row, type, role)
  }
  return operators
}

class Collector {
  readonly #tree: FlatTree
  readonly #grammar: Grammar
  readonly #names: NameTable
  readonly #lines: LineTable
  readonly #hasDocstrings: boolean
  readonly #found: Collected
  readonly #literals = new Set<number>()
  readonly #scopes: Scope[] = []
  readonly #frames: Frame[]
  readonly #nests: Nest[] = []
  #scope: Scope | null = null
  #frame: Frame

  constructor(tree: FlatTree, grammar: Grammar, names: NameTable, lines: LineTable) {
    this.#tree = tree
    this.#grammar = grammar
    this.#names = names
    this.#lines = lines
    this.#hasDocstrings = grammar.definition.docstring !== undefined
    this.#frame = { fact: null, end: tree.count, nests: 0, isMember: false, self: null, recursive: false }
    this.#frames = [this.#frame]
    this.#found = {
      symbols: [],
      functions: [],
      imports: [],
      leftOut: { symbols: 0, functions: 0, imports: 0 },
      rows: { call: [], catch: [], string: [], comment: [], assignment: [], block: [], jump: [] },
      cyclomatic: 1,
      operators: { total: 0, distinct: 0 },
      literals: { total: 0, distinct: 0 },
    }
  }

  visit(row: number, type: number, role: number): void {
    const { starts, ends, source } = this.#tree
    const { rows } = this.#found
    this.#leave(row)
    if (role & Role.identifier) this.#names.add(source, starts[row]!, ends[row]!, row)
    if (role & CONTROL) this.#control(row, role)
    if (role & Role.comment) {
      rows.comment.push(row)
      this.#markComment(row)
    }
    if (role & Role.string) {
      rows.string.push(row)
      if (this.#hasDocstrings && isStatement(this.#tree, row)) this.#markComment(row)
      else this.#addLiteral(row)
    }
    if (role & Role.literal) this.#addLiteral(row)
    if (role & Role.import) this.#addImports(row, type)
    if (role & Role.call) this.#addCall(row)
    if (role & Role.handler) rows.catch.push(row)
    if (role & Role.assignment) rows.assignment.push(row)
    if (role & Role.block) rows.block.push(row)
    if (role & Role.jump) rows.jump.push(row)
    if (role & Role.definition || role & Role.function) this.#define(row, type, role)
  }

  end(operators: Collected['operators']): Collected {
    while (this.#frames.length > 1) this.#closeFrame()
    this.#found.operators = operators
    this.#found.literals.distinct = this.#literals.size
    return this.#found
  }

  /** Closes the functions and scopes that end before the row. */
  #leave(row: number): void {
    while (row >= this.#frame.end) this.#closeFrame()
    while (this.#scope && row >= this.#scope.end) {
      this.#scopes.pop()
      this.#scope = this.#scopes.at(-1) ?? null
    }
  }

  #markComment(row: number): void {
    const { source, starts, ends } = this.#tree
    markComment(this.#lines, source, starts[row]!, ends[row]!, lineOf(this.#tree, starts[row]!))
  }

  #addLiteral(row: number): void {
    const { source, starts, ends } = this.#tree
    this.#found.literals.total++
    this.#literals.add(hashOf(source, starts[row]!, ends[row]!))
  }

  #addImports(row: number, type: number): void {
    const { imports, leftOut } = this.#found
    for (const fact of this.#grammar.imports[type]!(this.#tree, row)) {
      if (imports.length < MAX_FACTS.imports) imports.push(fact)
      else leftOut.imports++
    }
  }

  #addCall(row: number): void {
    this.#found.rows.call.push(row)
    const frame = this.#frame
    if (frame.fact && !frame.recursive) frame.recursive = callsItself(this.#tree, this.#grammar, row, frame)
  }

  #control(row: number, role: number): void {
    const tree = this.#tree
    const nests = this.#nests
    const { roles } = this.#grammar
    const { fact, nests: outer } = this.#frame
    while (nests.length > outer && row >= nests.at(-1)!.end) nests.pop()
    const nest = nests.length > outer ? nests.at(-1)! : null
    const active = nest !== null && row >= nest.start
    const level = nest === null ? 0 : active ? nest.level : nest.level - 1
    const structures = nest === null ? 0 : nest.structures
    const paths = decisionPoints(tree, row, role, roles)
    this.#found.cyclomatic += paths
    if (fact === null) return
    fact.cyclomatic += paths
    fact.cognitive += cognitiveIncrement(tree, row, role, this.#grammar, level)
    const elseIf = (role & Role.branch) !== 0 && isElseIf(tree, row, roles)
    if (!nestsDeeper(role, elseIf)) return
    const deeper = structures + (isControlStructure(role, elseIf) ? 1 : 0)
    if (deeper > fact.nesting) fact.nesting = deeper
    nests.push({ ...nestedRows(tree, row), level: level + 1, structures: deeper })
  }

  #define(row: number, type: number, role: number): void {
    const tree = this.#tree
    const found = this.#found
    const { nexts, parents } = tree
    const into = found.symbols.length < MAX_FACTS.symbols ? found.symbols : []
    const before = into.length
    const definition = role & Role.definition ? this.#grammar.definitions[type] : undefined
    const known = definition ? this.#addSymbols(row, definition, into) : null
    if (into !== found.symbols) found.leftOut.symbols += into.length
    let container: { name: string; kind: SymbolKind | null } | null = known
    const shape = role & Role.function ? this.#grammar.functions[type] : undefined
    const fn = shape && functionShapeOf(tree, row, shape, known)
    if (fn) {
      this.#openFrame(row, fn, definition?.qualifier?.(tree, row) ?? null, shape?.self?.(tree, row) ?? null)
      container = { name: fn.name, kind: container?.kind ?? 'function' }
    } else if (container && into.length > before && !isContainer(container.kind)) {
      container = null
    }
    if (!container || (container.kind === null && !definition)) return
    if (!fn && !isContainer(container.kind)) return
    const scope = this.#scope
    this.#scope = {
      path: pathOf(scope?.path ?? null, container.name),
      kind: container.kind ?? definition?.as ?? null,
      local: scope?.local === true || fn !== undefined,
      end: definition?.wholeFile && childInField(tree, row, 'body') < 0 ? nexts[parents[row]!]! : nexts[row]!,
    }
    this.#scopes.push(this.#scope)
  }

  #addSymbols(row: number, definition: Definition, into: SymbolFact[]): ReturnType<typeof symbolsOf> {
    const scope = definition.hoisted ? (this.#scopes.at(-2) ?? null) : this.#scope
    return symbolsOf(this.#tree, this.#grammar, row, definition, scope, this.#found.rows.comment, into)
  }

  #openFrame(
    row: number,
    { name, parameters, head, isProperty }: FunctionHead,
    qualifier: string | null,
    self: string | null,
  ): void {
    const tree = this.#tree
    const { starts, ends } = tree
    const found = this.#found
    const scope = this.#scope
    const fact: FunctionFact = {
      name,
      container: within(scope?.path ?? null, qualifier),
      line: lineOf(tree, starts[head]!) + 1,
      endLine: lineOf(tree, Math.max(starts[row]!, ends[row]! - 1)) + 1,
      cyclomatic: 1,
      cognitive: 0,
      nesting: 0,
      parameters,
      codeLines: 0,
    }
    if (found.functions.length < MAX_FACTS.functions) found.functions.push(fact)
    else found.leftOut.functions++
    found.cyclomatic++
    const isMember = isProperty || qualifier !== null || (scope !== null && MEMBERS.has(scope.kind))
    this.#frame = { fact, end: tree.nexts[row]!, nests: this.#nests.length, isMember, self, recursive: false }
    this.#frames.push(this.#frame)
  }

  #closeFrame(): void {
    if (this.#frame.recursive) this.#frame.fact!.cognitive++
    this.#nests.length = this.#frame.nests
    this.#frames.pop()
    this.#frame = this.#frames.at(-1)!
  }
}

function hashOf(source: string, start: number, end: number): number {
  let hash = 0
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ source.charCodeAt(i), 0x01000193)
  return hash
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

/** Rows that a structure nests: not its head, be it before the body (`while`) or behind it (`do`, `x if y`). */
function nestedRows(tree: FlatTree, row: number): { start: number; end: number } {
  const { nexts } = tree
  const body = childInFields(tree, row, BODIES)
  const condition = childInFields(tree, row, CONDITIONS)
  if (body < 0) return { start: condition < 0 ? row + 1 : nexts[condition]!, end: nexts[row]! }
  return { start: body, end: condition > body ? nexts[body]! : nexts[row]! }
}

function childInFields({ fields, nexts, fieldIds }: FlatTree, row: number, wanted: string[]): number {
  for (let i = row + 1; i < nexts[row]!; i = nexts[i]!) {
    if (fields[i] !== 0 && wanted.some((field) => fieldIds.get(field) === fields[i])) return i
  }
  return -1
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
