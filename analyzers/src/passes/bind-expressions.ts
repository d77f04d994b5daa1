import { EXPRESSION_WIDTH, Expression } from '../bindings.ts'
import type { Wrapped } from '../define-bindings.ts'
import type { BindingTables } from '../syntax/binding-tables.ts'
import { childInField, type FlatTree, namedChildren, textOf } from '../syntax/flat-tree.ts'

/** Longest chain of members and calls of one expression. */
const MOST_DEPTH = 40

/** What the expressions of a file are made of; each is told once all uses are noted. */
export class Expressions {
  readonly #tree: FlatTree
  readonly #tables: BindingTables
  readonly #numbers: number[] = []
  /** Row → expression. */
  readonly #made = new Map<number, number>()
  /** Row of a name → its use, and the class around it. */
  readonly #uses = new Map<number, number>()
  readonly #around = new Map<number, number>()
  /** Row of `this` → the class that it is an object of. */
  readonly #selves = new Map<number, number>()
  /** Row of an object or a type that is written in place → its binding. */
  readonly #written = new Map<number, number>()

  constructor(tree: FlatTree, tables: BindingTables) {
    this.#tree = tree
    this.#tables = tables
  }

  use(row: number, use: number, around: number): void {
    this.#uses.set(row, use)
    if (around >= 0) this.#around.set(row, around)
  }

  self(row: number, owner: number): void {
    this.#selves.set(row, owner)
  }

  written(row: number, binding: number): void {
    this.#written.set(row, binding)
  }

  numbers(): Int32Array {
    return Int32Array.from(this.#numbers)
  }

  make(operation: number, operand: number): number {
    this.#numbers.push(operation, operand)
    return this.#numbers.length / EXPRESSION_WIDTH - 1
  }

  /** The number of the expression at a row; -1 for one that tells nothing. */
  of(row: number, depth = 0): number {
    if (row < 0 || depth > MOST_DEPTH) return -1
    const known = this.#made.get(row)
    if (known !== undefined) return known
    const made = this.#makeExpression(row, depth)
    this.#made.set(row, made)
    return made
  }

  /** An object of the class around a name. */
  #objectAround(row: number): number {
    const owner = this.#around.get(row) ?? -1
    return owner < 0 ? -1 : this.make(Expression.self, owner)
  }

  /** What a method is called on that is called at a row without saying on what, or on `self`. */
  ofSelf(row: number, owner: number): number {
    const isClass = this.#tables.rules.isOfClass?.(this.#tree, row) ?? false
    return this.make(isClass ? Expression.own : Expression.self, owner)
  }

  #makeExpression(row: number, depth: number): number {
    const tree = this.#tree
    const tables = this.#tables
    const type = tree.types[row]!
    const use = this.#uses.get(row)
    if (use !== undefined) {
      const owner = textOf(tree, row) === tables.rules.selfName ? (this.#around.get(row) ?? -1) : -1
      return owner < 0 ? this.make(Expression.use, use) : this.make(Expression.self, owner)
    }
    if (tables.self[type] || tables.base[type]) {
      const owner = this.#selves.get(row) ?? -1
      if (owner < 0) return -1
      return tables.self[type] ? this.ofSelf(row, owner) : this.make(Expression.base, owner)
    }
    const written = this.#written.get(row)
    if (written !== undefined) return this.make(Expression.self, written)
    const call = tables.calls[type]
    if (call) {
      const at = childInField(tree, row, call.callee)
      const { baseCall } = tables.rules
      if (baseCall !== undefined && at >= 0 && textOf(tree, at) === baseCall) {
        const owner = this.#around.get(at) ?? -1
        return owner < 0 ? -1 : this.make(Expression.base, owner)
      }
      const { maker, passes } = tables.rules
      const method = maker === undefined || at < 0 ? '' : textOf(tree, at)
      if (method !== '' && (method === maker || passes?.has(method))) {
        const receiver = childInField(tree, row, call.receiver ?? call.callee)
        const of = receiver < 0 ? this.#objectAround(at) : this.of(receiver, depth + 1)
        return receiver >= 0 && method === maker && of >= 0 ? this.make(Expression.call, of) : of
      }
      const callee = this.of(at, depth + 1)
      return callee < 0 ? -1 : this.make(Expression.call, callee)
    }
    const member = tables.members[type]
    if (member) return this.of(memberParts(tree, row, member).name, depth + 1)
    const wrapped = tables.wrappers[type]
    if (wrapped === undefined) return -1
    return this.of(innerOf(tree, row, wrapped), depth + 1)
  }
}

/** Rows of the object and of the name of an access; -1 for what is not there. */
export function memberParts(
  tree: FlatTree,
  row: number,
  { object, name }: { object: string; name: string },
): { object: number; name: number } {
  return {
    object: object === '' ? row + 1 : childInField(tree, row, object),
    name: name === '' ? (namedChildren(tree, row).at(-1) ?? -1) : childInField(tree, row, name),
  }
}

function innerOf(tree: FlatTree, row: number, wrapped: Wrapped): number {
  if (typeof wrapped === 'function') return wrapped(tree, row)
  return wrapped === '' ? (namedChildren(tree, row)[0] ?? -1) : childInField(tree, row, wrapped)
}
