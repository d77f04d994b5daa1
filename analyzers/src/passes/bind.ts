import {
  type BindingFact,
  CALLED,
  type ExportFact,
  Expression,
  type FileBindings,
  handed,
  Unbound,
  USE_WIDTH,
  UseField,
  VARIABLE,
} from '../bindings.ts'
import type { Bound, ScopeKind } from '../define-bindings.ts'
import type { LanguageId } from '../facts.ts'
import { type BindingTables, bindingTables } from '../syntax/binding-tables.ts'
import { childInField, childrenInField, type FlatTree, lineOf, namedChildren, textOf } from '../syntax/flat-tree.ts'
import { type Grammar, Role } from '../syntax/grammar.ts'
import type { ParsedFile } from '../syntax/parse.ts'
import { Expressions, memberParts } from './bind-expressions.ts'
import { FlowBlocks } from './bind-flow.ts'
import { lookUp } from './bind-lookup.ts'
import { newBinding, type Parts } from './bind-parts.ts'
import { classAround, newScope, type Scope, scopeFor } from './bind-scopes.ts'

/** Binds every name of a file; null for a language without rules for that. */
export function bind({ tree, grammar }: ParsedFile, language: LanguageId): FileBindings | null {
  const tables = bindingTables(grammar)
  return tables && new Binder(tree, grammar, tables, language).run()
}

class Binder {
  readonly #tree: FlatTree
  readonly #grammar: Grammar
  readonly #tables: BindingTables
  readonly #language: LanguageId
  readonly #nameIds = new Map<string, number>()
  readonly #names: string[] = []
  readonly #bindings: BindingFact[] = []
  readonly #parts: Parts[] = []
  readonly #uses: number[] = []
  readonly #useRows: number[] = []
  readonly #useScopes: Scope[] = []
  readonly #useOfRow = new Map<number, number>()
  /** Row of a name → what a node around it said of it. */
  readonly #bound = new Map<number, number>()
  /** One name may define two things: a parameter that is a member too. */
  readonly #alsoBound = new Map<number, number>()
  readonly #receivers = new Map<number, number>()
  readonly #argumentOf = new Map<number, number>()
  readonly #keys = new Set<number>()
  readonly #expressions: Expressions
  readonly #flow: FlowBlocks
  readonly #exported: { name: string; row: number }[] = []
  readonly #exportsAll: string[] = []
  readonly #importsAll: string[] = []
  readonly #file: Scope
  #space: string | null = null
  #scope: Scope
  /** Parts that belong to the scope around: those that are open, and those that are still to come. */
  readonly #outside: { scope: Scope; end: number }[] = []
  readonly #ahead: { start: number; end: number }[] = []

  constructor(tree: FlatTree, grammar: Grammar, tables: BindingTables, language: LanguageId) {
    this.#tree = tree
    this.#grammar = grammar
    this.#tables = tables
    this.#language = language
    this.#flow = new FlowBlocks(tree, tables)
    this.#expressions = new Expressions(tree, tables)
    this.#file = newScope('file', null, tree.count)
    this.#scope = this.#file
  }

  run(): FileBindings {
    const { count, types } = this.#tree
    const { busy } = this.#tables
    for (let row = 0; row < count; row++) if (busy[types[row]!] === 1) this.#visit(row, types[row]!)
    this.#close(count)
    this.#resolve()
    return {
      language: this.#language,
      names: this.#names,
      uses: Int32Array.from(this.#uses),
      bindings: this.#bindings,
      expressions: this.#expressions.numbers(),
      blocks: this.#flow.numbers(),
      exports: this.#exported.flatMap(({ name, row }) => this.#exportOf(name, row)),
      exportsAll: this.#exportsAll,
      importsAll: this.#importsAll,
      space: this.#space,
    }
  }

  #visit(row: number, type: number): void {
    const tree = this.#tree
    const tables = this.#tables
    this.#leave(row)
    const { roles } = this.#grammar
    const bounds = tables.binds[type]?.(tree, row) ?? []
    for (const bound of bounds) if (bound.name >= 0 && bound.scope !== 'inside') this.#bind(bound, row)
    const member = tables.members[type]
    if (member) this.#noteMember(row, member)
    const argument = tables.argumentNames[type]
    if (argument) this.#noteArgument(row, argument)
    const key = tables.keys[type]
    if (typeof key === 'function') for (const each of key(tree, row)) this.#keys.add(each)
    else if (key !== undefined) this.#noteKey(row, key)
    if (tables.exports[type]) this.#exported.push(...tables.exports[type](tree, row))
    if (tables.importsAll[type]) this.#importsAll.push(...tables.importsAll[type](tree, row))
    if (tables.exportsAll[type]) this.#exportsAll.push(...tables.exportsAll[type](tree, row))
    if (tables.space[type]) this.#space ??= tables.space[type](tree, row)
    // `Outer.this` is an object of another class than the innermost.
    const isSelf = tables.self[type] || tables.base[type]
    if (isSelf && !this.#receivers.has(row)) this.#expressions.self(row, classAround(this.#scope))
    if (roles[type]! & Role.identifier && !tables.rules.ignores?.(tree, row)) this.#use(row)
    const named = tables.boundNames[type] ? this.#bound.get(row) : undefined
    if (named !== undefined) this.#use(row, this.#idOfText(this.#bindings[named]!.name))
    const opens = tables.scopes[type]
    const scope = typeof opens === 'function' ? opens(tree, row) : opens
    if (scope) this.#open(row, scope)
    for (const bound of bounds) if (bound.name >= 0 && bound.scope === 'inside') this.#bind(bound, row)
    if (tables.flow[type] === 1) this.#flow.open(row)
    const outside = tables.outside[type]
    if (outside && scope !== null) this.#noteOutside(row, outside)
  }

  #leave(row: number): void {
    while (this.#outside.length > 0 && row >= this.#outside.at(-1)!.end) this.#scope = this.#outside.pop()!.scope
    this.#close(row)
    for (let i = this.#ahead.length - 1; i >= 0; i--) {
      const { start, end } = this.#ahead[i]!
      if (row < start) continue
      this.#ahead.splice(i, 1)
      if (row >= end) continue
      this.#outside.push({ scope: this.#scope, end })
      this.#scope = this.#scope.parent ?? this.#scope
    }
  }

  #noteOutside(row: number, fields: string[]): void {
    for (const field of fields) {
      for (const start of childrenInField(this.#tree, row, field)) {
        this.#ahead.push({ start, end: this.#tree.nexts[start]! })
      }
    }
  }

  #close(row: number): void {
    while (this.#scope.parent && row >= this.#scope.end && this.#outside.length === 0) this.#scope = this.#scope.parent
    this.#flow.close(row, this.#useRows.length)
  }

  #open(row: number, kind: ScopeKind): void {
    const scope = newScope(kind, this.#scope, this.#tree.nexts[row]!)
    if (kind === 'class') {
      scope.binding = this.#classAt(row)
      this.#expressions.written(row, scope.binding)
      scope.members = new Map()
    }
    if (kind === 'function' || kind === 'closed') {
      scope.binding = this.#functionAt(row)
      // A type that is a function has no name.
      if (this.#bindings[scope.binding]?.name === '') this.#expressions.written(row, scope.binding)
    }
    this.#scope = scope
  }

  /** The function of which the node is the definition, or that is its value. */
  #functionAt(row: number): number {
    const { nexts } = this.#tree
    const last = this.#lastFunction
    if (!last || last.end < nexts[row]! || last.row > row) return -1
    this.#lastFunction = null
    return last.binding
  }

  /** The binding of which the node is the definition. */
  #classAt(row: number): number {
    const { nexts } = this.#tree
    let found = -1
    for (const [name, binding] of this.#openedBy) if (name > row && name < nexts[row]!) found = binding
    this.#openedBy.length = 0
    if (found < 0) {
      // An anonymous class has members all the same.
      found = this.#bindings.length
      this.#bindings.push(newBinding('', 'class'))
      this.#parts.push({ value: -1, type: -1, bases: [], owner: -1, handed: null, from: 0 })
    }
    const bases = this.#tables.bases[this.#tree.types[row]!]
    if (bases) this.#parts[found]!.bases.push(...bases(this.#tree, row))
    return found
  }

  /** The function that was bound last, by a node whose function's scope is not open yet. */
  #lastFunction: { binding: number; row: number; end: number } | null = null
  /** Classes that were bound by nodes whose scope is not open yet. */
  readonly #openedBy: [name: number, binding: number][] = []

  #noteMember(row: number, member: { object: string; name: string }): void {
    const { object, name } = memberParts(this.#tree, row, member)
    if (name < 0 || object < 0) return
    // What is called with types or written with a sigil is named within: `Bar<int>`, `$size`.
    const isName = this.#grammar.roles[this.#tree.types[name]!]! & Role.identifier
    this.#receivers.set(isName ? name : (namedChildren(this.#tree, name)[0] ?? name), object)
  }

  #noteArgument(row: number, field: string): void {
    const { parents, types } = this.#tree
    const at = childInField(this.#tree, row, field)
    if (at < 0) return
    let call = parents[row]!
    for (let i = 0; i < 2 && !this.#tables.calls[types[call]!]; i++) call = parents[call]!
    const shape = this.#tables.calls[types[call]!]
    let callee = shape ? childInField(this.#tree, call, shape.callee) : -1
    const { maker } = this.#tables.rules
    if (maker !== undefined && shape?.receiver && callee >= 0 && textOf(this.#tree, callee) === maker) {
      callee = childInField(this.#tree, call, shape.receiver)
    }
    if (callee >= 0) this.#argumentOf.set(at, callee)
    else this.#keys.add(at)
  }

  #noteKey(row: number, field: string): void {
    const at = field === '' ? row : childInField(this.#tree, row, field)
    if (at < 0) return
    const { types, nexts } = this.#tree
    const isName = this.#grammar.roles[types[at]!]! & Role.identifier
    // A key that is an expression by itself is no key by name.
    const inner = at + 1 < nexts[at]! && nexts[at + 1] === nexts[at] ? at + 1 : at
    this.#keys.add(isName ? at : inner)
  }

  #bind(bound: Bound, row: number): void {
    const id = bound.as === undefined ? this.#idOf(bound.name) : this.#idOfText(bound.as)
    const scope = scopeFor(bound, id, this.#scope, this.#file)
    if (scope === null) return
    const binding = this.#declare(bound, id, scope, row)
    const other = this.#bound.get(bound.name)
    if (other !== undefined) this.#alsoBound.set(bound.name, other)
    this.#bound.set(bound.name, binding)
    const { nexts } = this.#tree
    if (bound.kind === 'function') this.#lastFunction = { binding, row, end: nexts[row]! }
    if (bound.kind === 'class' || bound.kind === 'namespace') this.#openedBy.push([bound.name, binding])
  }

  #declare(bound: Bound, id: number, scope: Scope | 'none', row: number): number {
    const { kind, from, value = -1, type = -1, owner = -1, position = -1, handed = null } = bound
    const table = scope === 'none' ? null : bound.scope === 'members' ? scope.members : scope.names
    const inScope = scope === 'none' ? undefined : (table?.get(id) ?? scope.members?.get(id))
    const others = bound.fresh || scope === 'none' ? undefined : (inScope ?? (scope.members && scope.names.get(id)))
    const known = others?.at(-1)
    // The same name in the same scope is the same thing: an overload, a further assignment, a declaration ahead.
    if (known !== undefined && !from && this.#bindings[known]!.from === null) {
      const parts = this.#parts[known]!
      if (parts.value < 0) parts.value = value
      if (parts.type < 0) parts.type = type
      if (kind === 'class' || kind === 'function') this.#bindings[known]!.kind = kind
      return known
    }
    const index = this.#bindings.length
    const binding = newBinding(this.#names[id]!, kind)
    binding.top = scope === this.#file
    binding.from = from ?? null
    binding.position = position
    binding.own = bound.own ?? false
    if (scope !== 'none' && scope.kind === 'class') binding.owner = scope.binding
    if (kind === 'parameter' && scope !== 'none' && scope.binding >= 0 && scope.kind !== 'class') {
      binding.owner = scope.binding
    }
    if (kind === 'self' || kind === 'self-class') binding.owner = classAround(this.#scope)
    if (binding.owner >= 0 && kind === 'variable') binding.kind = 'member'
    this.#bindings.push(binding)
    this.#parts.push({
      value,
      type,
      bases: [],
      owner,
      handed,
      from: bound.scope === 'inside' ? row : this.#tree.nexts[row]!,
    })
    const list = table?.get(id)
    if (list) list.push(index)
    else table?.set(id, [index])
    return index
  }

  #use(row: number, id = this.#idOf(row)): void {
    const { starts, lineStarts } = this.#tree
    const line = lineOf(this.#tree, starts[row]!)
    const use = this.#useRows.length
    this.#useOfRow.set(row, use)
    this.#expressions.use(row, use, classAround(this.#scope))
    this.#useRows.push(row)
    this.#useScopes.push(this.#scope)
    this.#uses.push(id, line + 1, starts[row]! - lineStarts[line]! + 1, Unbound.free, -1)
    this.#uses.push(this.#flow.current())
    const binding = this.#bound.get(row)
    if (binding !== undefined) this.#bindings[binding]!.sites.push(use)
    const other = this.#alsoBound.get(row)
    if (other !== undefined && other !== binding) this.#bindings[other]!.sites.push(use)
  }

  #resolve(): void {
    const { membersInScope, bareCalls = false } = this.#tables.rules
    const implicit = membersInScope === 'methods' || membersInScope instanceof RegExp
    for (let use = 0; use < this.#useRows.length; use++) {
      const row = this.#useRows[use]!
      const at = use * USE_WIDTH
      const bound = this.#bound.get(row)
      const receiver = this.#receivers.get(row)
      const callee = this.#argumentOf.get(row)
      if (bound !== undefined) {
        this.#uses[at + UseField.binding] = bound
        if (receiver !== undefined) this.#uses[at + UseField.receiver] = this.#expressions.of(receiver)
      } else if (receiver !== undefined) {
        this.#uses[at + UseField.binding] = Unbound.member
        this.#uses[at + UseField.receiver] = this.#expressions.of(receiver)
      } else if (callee !== undefined) {
        this.#uses[at + UseField.binding] = Unbound.argument
        this.#uses[at + UseField.receiver] = this.#expressions.of(callee)
      } else if (this.#keys.has(row)) {
        this.#uses[at + UseField.binding] = Unbound.key
      } else {
        const scope = this.#useScopes[use]!
        this.#uses[at + UseField.binding] = this.#lookUp(this.#uses[at]!, scope, row)
        if (bareCalls && this.#uses[at + UseField.binding]! < 0) this.#takeForCall(at, scope, row)
        if (implicit && this.#uses[at + UseField.binding]! < 0) {
          const owner = classAround(scope)
          if (owner >= 0) this.#uses[at + UseField.receiver] = this.#expressions.ofSelf(row, owner)
        }
      }
    }
    this.#bindings.forEach((binding, i) => {
      const { value, type, bases, owner, handed } = this.#parts[i]!
      binding.value = this.#expressions.of(value)
      binding.type = type < 0 && handed ? this.#handed(handed, binding.position) : this.#expressions.of(type)
      binding.bases = bases.map((base) => this.#expressions.of(base)).filter((base) => base >= 0)
      if (owner >= 0) binding.ownerName = this.#names[this.#idOf(owner)]!
    })
  }

  /** What no variable is called is a method. */
  #takeForCall(at: number, scope: Scope, row: number): void {
    const name = this.#names[this.#uses[at]!]!
    if (!name.startsWith(VARIABLE)) return
    this.#uses[at] = this.#idOfText(CALLED + name.slice(VARIABLE.length))
    this.#uses[at + UseField.binding] = this.#lookUp(this.#uses[at]!, scope, row)
  }

  #handed({ callee, argument }: NonNullable<Bound['handed']>, parameter: number): number {
    const operand = handed({ callee: this.#expressions.of(callee), argument, parameter })
    return operand < 0 ? -1 : this.#expressions.make(Expression.handed, operand)
  }

  #lookUp(id: number, from: Scope, row: number): number {
    const names = { rules: this.#tables.rules, bindings: this.#bindings, parts: this.#parts, name: this.#names[id]! }
    return lookUp(names, { id, from, row })
  }

  #exportOf(name: string, row: number): ExportFact[] {
    const use = this.#useOfRow.get(row)
    const bound = use === undefined ? undefined : this.#bindings[this.#uses[use * USE_WIDTH + UseField.binding]!]
    // What a namespace exports is reached through the namespace.
    return use === undefined || (bound && bound.owner >= 0) ? [] : [{ name, use }]
  }

  #idOf(row: number): number {
    const { source, starts, ends } = this.#tree
    const text = source.slice(starts[row], ends[row])
    const sigil = this.#tables.rules.sigil?.(this.#tree, row) ?? ''
    return this.#idOfText(sigil === '' || text.startsWith(sigil) ? text : sigil + text)
  }

  #idOfText(name: string): number {
    let id = this.#nameIds.get(name)
    if (id === undefined) {
      id = this.#names.length
      this.#nameIds.set(name, id)
      this.#names.push(name)
    }
    return id
  }
}
