import { Language } from 'web-tree-sitter'
import type { Definition, FunctionShape, LanguageDefinition, NodeType } from '../define-language.ts'
import type { ImportFact } from '../facts.ts'
import type { FlatTree } from './flat-tree.ts'

/** What a node type means to the passes; a type can mean several things. */
export const Role = {
  identifier: 1 << 0,
  definition: 1 << 1,
  function: 1 << 2,
  decision: 1 << 3,
  logical: 1 << 4,
  logicalParent: 1 << 5,
  branch: 1 << 6,
  elseIf: 1 << 7,
  else: 1 << 8,
  ternary: 1 << 9,
  loop: 1 << 10,
  switch: 1 << 11,
  catch: 1 << 12,
  lambda: 1 << 13,
  labelled: 1 << 14,
  comment: 1 << 15,
  string: 1 << 16,
  literal: 1 << 17,
  import: 1 << 18,
  call: 1 << 19,
  handler: 1 << 20,
  assignment: 1 << 21,
  block: 1 << 22,
  jump: 1 << 23,
  wrapper: 1 << 24,
  definitionWrapper: 1 << 25,
  error: 1 << 26,
  alternative: 1 << 27,
} as const

/** A language with its names resolved to the numbers of the grammar. */
export interface Grammar {
  definition: LanguageDefinition
  language: Language
  names: string[]
  named: Uint8Array
  /** 0 for a type that may have children, 1 for one that never has, 2 for a string that has them if it interpolates. */
  leaf: Uint8Array
  /** Length of a token's text, or 0 when it has to be asked for. */
  lengths: Uint8Array
  /** By type: bits of `Role`. */
  roles: Uint32Array
  fieldIds: ReadonlyMap<string, number>
  definitions: (Definition | undefined)[]
  functions: (FunctionShape | undefined)[]
  /** 1 for a type that is a label when it is the child of a jump. */
  labels: Uint8Array | null
  imports: (((tree: FlatTree, row: number) => ImportFact[]) | undefined)[]
}

const LEAF =
  /^(?!(?:nested|scoped|qualified)_)(?:[a-z]+_)*identifier$|^(?:comment|integer|float|number|true|false|none|null|nil|this|self|super)$/

/** Resolves a definition against its grammar. Throws with all names that the grammar does not have. */
export async function loadGrammar(definition: LanguageDefinition, wasm: Uint8Array): Promise<Grammar> {
  const language = await Language.load(wasm)
  const { names, named, leaf, lengths, error } = nodeTypes(language)
  const fieldIds = new Map<string, number>()
  language.fields.forEach((field, id) => {
    if (field !== null) fieldIds.set(field, id)
  })
  const unknown: string[] = []
  const idsOf = (type: NodeType): number[] => {
    const ids = typeIds({ names, named }, type)
    if (ids.length === 0) unknown.push(type)
    return ids
  }
  const roles = new Uint32Array(names.length)
  roles[error] = Role.error
  for (const [role, types] of rolesOf(definition)) {
    for (const type of types) for (const id of idsOf(type)) roles[id] = roles[id]! | role
  }
  for (let id = 0; id < names.length; id++) if (roles[id]! & Role.string && leaf[id] === 0) leaf[id] = 2
  const labels = definition.control.labels ? new Uint8Array(names.length) : null
  for (const type of definition.control.labels ?? []) for (const id of idsOf(type)) labels![id] = 1
  const byId = <T>(table: Record<NodeType, T>): (T | undefined)[] => {
    const entries = new Array<T | undefined>(names.length)
    for (const [type, value] of Object.entries(table)) for (const id of idsOf(type)) entries[id] = value
    return entries
  }
  const grammar = {
    definition,
    language,
    names,
    named,
    leaf,
    lengths,
    roles,
    fieldIds,
    labels,
    definitions: byId(definition.definitions),
    functions: byId(definition.functions),
    imports: byId(definition.imports),
  }
  const missing = [...new Set(unknown), ...fieldsOf(definition).filter((field) => !fieldIds.has(field))]
  if (missing.length > 0) throw new Error(`The grammar of ${definition.title} has no ${missing.join(', ')}`)
  return grammar
}

/** The numbers that a node type has in a grammar; none when the grammar does not have it. */
export function typeIds({ names, named }: Pick<Grammar, 'names' | 'named'>, type: NodeType): number[] {
  const token = type.startsWith('"')
  const name = token ? type.slice(1, -1) : type
  const ids: number[] = []
  for (let id = 0; id < names.length; id++) if (names[id] === name && (named[id] === 0) === token) ids.push(id)
  return ids
}

function nodeTypes(language: Language) {
  const count = language.nodeTypeCount
  const names: string[] = []
  // One more than the grammar's types, for the node that stands for what could not be parsed.
  const named = new Uint8Array(count + 1)
  const leaf = new Uint8Array(count + 1)
  const lengths = new Uint8Array(count + 1)
  for (let id = 0; id < count; id++) {
    const name = language.nodeTypeForId(id) ?? ''
    names.push(name)
    named[id] = language.nodeTypeIsNamed(id) ? 1 : 0
    leaf[id] = named[id] === 0 || LEAF.test(name) ? 1 : 0
    lengths[id] = named[id] === 0 && /^[\x21-\x7e]{1,32}$/.test(name) ? name.length : 0
  }
  names.push('ERROR')
  named[count] = 1
  return { names, named, leaf, lengths, error: count }
}

function rolesOf({ control, rules, ...d }: LanguageDefinition): [number, NodeType[]][] {
  return [
    [Role.identifier, d.identifiers],
    [Role.comment, d.comments],
    [Role.string, d.strings],
    [Role.literal, [...d.numbers, ...(d.constants ?? [])]],
    [Role.definition, Object.keys(d.definitions)],
    [Role.function, Object.keys(d.functions)],
    [Role.import, Object.keys(d.imports)],
    [Role.definitionWrapper, d.definitionWrappers ?? []],
    [Role.decision, control.decisions],
    [Role.alternative, control.alternatives ?? []],
    [Role.logical, control.logical.operators],
    [Role.logicalParent, control.logical.parents],
    [Role.branch, control.branches],
    [Role.elseIf, control.elseIfs ?? []],
    [Role.else, control.elses ?? ['"else"']],
    [Role.ternary, control.ternaries ?? []],
    [Role.loop, control.loops],
    [Role.switch, control.switches ?? []],
    [Role.catch, control.catches ?? []],
    [Role.lambda, control.lambdas ?? []],
    [Role.labelled, control.jumps ?? []],
    [Role.call, Object.keys(rules.calls)],
    [Role.handler, Object.keys(rules.catches ?? {})],
    [Role.assignment, Object.keys(rules.assignments ?? {})],
    [Role.block, rules.blocks],
    [Role.jump, rules.jumps],
    [Role.wrapper, rules.wrappers ?? []],
  ]
}

function fieldsOf({ definitions, functions, rules }: LanguageDefinition): string[] {
  const fields: string[] = []
  const add = (field: unknown) => {
    if (typeof field === 'string') fields.push(...field.split('.'))
  }
  for (const { name = 'name', body } of Object.values(definitions)) [name, body].forEach(add)
  for (const { name, parameters, body } of Object.values(functions)) [name, parameters, body].forEach(add)
  for (const shape of Object.values(rules.calls)) Object.values(shape).forEach(add)
  for (const shape of Object.values(rules.catches ?? {})) Object.values(shape).forEach(add)
  for (const shape of Object.values(rules.assignments ?? {})) Object.values(shape).forEach(add)
  return [...new Set(fields)]
}
