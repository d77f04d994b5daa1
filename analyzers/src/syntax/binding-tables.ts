import type { Binder, BindingRules, Wrapped } from '../define-bindings.ts'
import type { NodeType } from '../define-language.ts'
import type { FlatTree } from './flat-tree.ts'
import { type Grammar, Role, typeIds } from './grammar.ts'

type Texts = (tree: FlatTree, row: number) => string[]

/** The rules of a language by the numbers of its grammar. */
export interface BindingTables {
  rules: BindingRules
  scopes: (BindingRules['scopes'][NodeType] | undefined)[]
  binds: Binder[]
  bases: ((tree: FlatTree, row: number) => number[])[]
  members: ({ object: string; name: string } | undefined)[]
  calls: ({ callee: string; receiver?: string } | undefined)[]
  argumentNames: (string | undefined)[]
  keys: (NonNullable<BindingRules['keys']>[NodeType] | undefined)[]
  wrappers: (Wrapped | undefined)[]
  outside: (string[] | undefined)[]
  exports: (((tree: FlatTree, row: number) => { name: string; row: number }[]) | undefined)[]
  importsAll: (Texts | undefined)[]
  exportsAll: (Texts | undefined)[]
  space: ((tree: FlatTree, row: number) => string | null)[]
  boundNames: Uint8Array
  self: Uint8Array
  base: Uint8Array
  /** 1 for a block that may not run, 2 around one that does, 3 around one that is an alternative. */
  flow: Uint8Array
  /** 1 for a type that any of these look at, or that holds a name. */
  busy: Uint8Array
}

const tables = new WeakMap<Grammar, BindingTables>()

/** Made at the first use of a grammar. Throws with all names that the grammar does not have; null for a language without rules. */
export function bindingTables(grammar: Grammar): BindingTables | null {
  const { bindings: rules } = grammar.definition
  if (!rules) return null
  let made = tables.get(grammar)
  if (!made) {
    made = makeTables(grammar, rules)
    tables.set(grammar, made)
  }
  return made
}

function makeTables(grammar: Grammar, rules: BindingRules): BindingTables {
  const { names, definition, roles } = grammar
  const unknown = new Set<string>()
  const idsOf = (type: NodeType): number[] => {
    const ids = typeIds(grammar, type)
    if (ids.length === 0) unknown.add(type)
    return ids
  }
  const byId = <T>(table: Record<NodeType, T> = {}): T[] => {
    const entries = new Array<T>(names.length)
    for (const [type, value] of Object.entries(table)) for (const id of idsOf(type)) entries[id] = value
    return entries
  }
  const marked = (...groups: (NodeType[] | undefined)[]): Uint8Array => {
    const marks = new Uint8Array(names.length)
    groups.forEach((group, i) => {
      for (const type of group ?? []) for (const id of idsOf(type)) marks[id] = i + 1
    })
    return marks
  }
  const { rebinds } = rules
  const made = {
    rules,
    scopes: byId(rules.scopes),
    binds: byId(rules.binds),
    bases: byId(rules.bases),
    members: byId(rules.members),
    calls: byId(definition.rules.calls),
    argumentNames: byId(rules.argumentNames),
    keys: byId(rules.keys),
    wrappers: byId(rules.wrappers),
    outside: byId(rules.outside),
    exports: byId(rules.exports),
    importsAll: byId(rules.importsAll),
    exportsAll: byId(rules.exportsAll),
    space: byId(rules.space),
    boundNames: marked(rules.boundNames),
    self: marked(rules.self),
    base: marked(rules.base),
    flow: marked(rebinds?.blocks, rebinds?.always, rebinds?.clauses),
    busy: new Uint8Array(names.length),
  }
  for (const field of fieldsOf(rules)) if (!grammar.fieldIds.has(field)) unknown.add(field)
  if (unknown.size > 0) throw new Error(`The grammar of ${definition.title} has no ${[...unknown].join(', ')}`)
  const {
    scopes,
    binds,
    bases,
    members,
    argumentNames,
    keys,
    outside,
    exports,
    importsAll,
    exportsAll,
    space,
    boundNames,
    self,
    base,
    flow,
  } = made
  for (let id = 0; id < names.length; id++) {
    const looked = [scopes, binds, bases, members, argumentNames, keys, outside, exports, importsAll, exportsAll, space]
    const marks = self[id]! | base[id]! | boundNames[id]! | (flow[id] === 1 ? 1 : 0)
    if (roles[id]! & Role.identifier || marks || looked.some((table) => table[id] !== undefined)) made.busy[id] = 1
  }
  return made
}

function fieldsOf({ members, argumentNames = {}, keys = {}, wrappers = {}, outside = {} }: BindingRules): string[] {
  return [
    ...Object.values(members).flatMap(({ object, name }) => [object, name]),
    ...Object.values(argumentNames),
    ...Object.values(keys).filter((key) => typeof key === 'string'),
    ...Object.values(wrappers).filter((wrapped) => typeof wrapped === 'string'),
    ...Object.values(outside).flat(),
  ].filter((field) => field !== '')
}
