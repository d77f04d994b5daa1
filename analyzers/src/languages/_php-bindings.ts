import { CALLED, VARIABLE } from '../bindings.ts'
import type { Binder, BindingRules, Bound } from '../define-bindings.ts'
import { childInField, childOfType, type FlatTree, namedChildren, textOf, typeOf } from '../syntax/flat-tree.ts'

const className: Binder = (tree, row) => [{ name: childInField(tree, row, 'name'), kind: 'class' }]
const functionName: Binder = (tree, row) => [
  { name: childInField(tree, row, 'name'), kind: 'function', type: childInField(tree, row, 'return_type') },
]
const parameter: Binder = (tree, row) => [
  { name: nameIn(tree, childInField(tree, row, 'name')), kind: 'parameter', type: childInField(tree, row, 'type') },
]

/** Names of PHP: variables belong to a function as a whole, all else to a namespace or a class. */
export const phpBindings: BindingRules = {
  scopes: {
    function_definition: 'closed',
    method_declaration: 'closed',
    anonymous_function: 'closed',
    arrow_function: 'function',
    class_declaration: 'class',
    interface_declaration: 'class',
    trait_declaration: 'class',
    enum_declaration: 'class',
    anonymous_class: 'class',
  },
  binds: {
    function_definition: functionName,
    method_declaration: functionName,
    class_declaration: className,
    interface_declaration: className,
    trait_declaration: className,
    enum_declaration: className,
    enum_case: (tree, row) => [
      {
        name: childInField(tree, row, 'name'),
        kind: 'member',
        type: childInField(tree, tree.parents[tree.parents[row]!]!, 'name'),
      },
    ],
    const_element: (tree, row) => [{ name: childOfType(tree, row, 'name'), kind: 'variable' }],
    property_element: (tree, row) => [
      {
        name: nameIn(tree, childInField(tree, row, 'name')),
        kind: 'member',
        type: childInField(tree, tree.parents[row]!, 'type'),
      },
    ],
    simple_parameter: parameter,
    variadic_parameter: (tree, row) => parameter(tree, row).map(({ type: _, ...bound }) => bound),
    property_promotion_parameter: (tree, row) =>
      parameter(tree, row).flatMap((bound): Bound[] => [
        { ...bound, as: textOf(tree, bound.name), kind: 'member', scope: 'members' },
        bound,
      ]),
    anonymous_function_use_clause: (tree, row) =>
      variablesIn(tree, row).map((name) => ({ name, kind: 'variable', scope: 'nonlocal' })),
    global_declaration: (tree, row) =>
      variablesIn(tree, row).map((name) => ({ name, kind: 'variable', scope: 'global' })),
    static_variable_declaration: (tree, row) => variables(tree, childInField(tree, row, 'name')),
    assignment_expression: (tree, row) => {
      const bounds = variables(tree, childInField(tree, row, 'left'))
      const value = childInField(tree, row, 'right')
      return bounds.length === 1 ? bounds.map((bound) => ({ ...bound, value })) : bounds
    },
    foreach_statement: (tree, row) =>
      namedChildren(tree, row)
        .slice(1)
        .filter((child) => tree.fields[child] !== tree.fieldIds.get('body'))
        .flatMap((child) => variables(tree, child)),
    catch_clause: (tree, row) => {
      const type = childInField(tree, row, 'type')
      const types = type < 0 ? [] : namedChildren(tree, type)
      const only = types.length === 1 ? types[0]! : -1
      return variables(tree, childInField(tree, row, 'name')).map((bound) => ({ ...bound, type: only }))
    },
    namespace_use_declaration: imported,
    qualified_name: qualified,
  },
  bases: {
    class_declaration: heritage,
    interface_declaration: heritage,
    trait_declaration: heritage,
    enum_declaration: heritage,
    anonymous_class: heritage,
  },
  members: {
    member_access_expression: { object: 'object', name: 'name' },
    nullsafe_member_access_expression: { object: 'object', name: 'name' },
    member_call_expression: { object: 'object', name: 'name' },
    nullsafe_member_call_expression: { object: 'object', name: 'name' },
    scoped_call_expression: { object: 'scope', name: 'name' },
    scoped_property_access_expression: { object: 'scope', name: 'name' },
    class_constant_access_expression: { object: '', name: '' },
  },
  argumentNames: { argument: 'name' },
  self: ['"self"', '"static"'],
  base: ['"parent"'],
  selfName: 'this',
  wrappers: {
    variable_name: '',
    parenthesized_expression: '',
    named_type: '',
    optional_type: '',
    object_creation_expression: '',
    qualified_name: (tree, row) => namedChildren(tree, row).at(-1) ?? -1,
    relative_scope: (_tree, row) => row + 1,
  },
  rebinds: {
    blocks: ['compound_statement'],
    always: ['function_definition', 'method_declaration', 'anonymous_function'],
    clauses: ['else_clause', 'else_if_clause', 'catch_clause', 'finally_clause'],
  },
  ignores: (tree, row) => typeOf(tree, tree.parents[row]!) === 'namespace_name',
  sigil: markOf,
  space: {
    namespace_definition: (tree, row) => {
      const name = childInField(tree, row, 'name')
      return name < 0 ? null : textOf(tree, name)
    },
  },
  constructors: [`${CALLED}__construct`],
  modules: { separator: /\\/, spaces: true },
}

/** Variables, functions and all else may be called alike; a property is written with `$` where it is defined alone. */
function markOf(tree: FlatTree, row: number): string {
  const parent = tree.parents[row]!
  switch (typeOf(tree, parent)) {
    case 'variable_name': {
      const around = typeOf(tree, tree.parents[parent]!)
      const isProperty = around === 'property_element' || around === 'scoped_property_access_expression'
      const isScope = isProperty && tree.fields[parent] === tree.fieldIds.get('scope')
      return isProperty && !isScope ? '' : VARIABLE
    }
    case 'function_definition':
    case 'method_declaration':
    case 'member_call_expression':
    case 'nullsafe_member_call_expression':
    case 'scoped_call_expression':
      return tree.fields[row] === tree.fieldIds.get('name') ? CALLED : ''
    case 'function_call_expression':
      return tree.fields[row] === tree.fieldIds.get('function') ? CALLED : ''
    case 'qualified_name': {
      const around = tree.parents[parent]!
      if (typeOf(tree, around) === 'namespace_use_clause') return useMark(tree, around)
      return typeOf(tree, around) === 'function_call_expression' ? CALLED : ''
    }
    case 'namespace_use_clause':
      return useMark(tree, parent)
    case 'argument':
      return tree.fields[row] === tree.fieldIds.get('name') ? VARIABLE : ''
    default:
      return ''
  }
}

function useMark(tree: FlatTree, clause: number): string {
  let at = clause
  while (typeOf(tree, at) !== 'namespace_use_declaration') at = tree.parents[at]!
  return /^use\s+function\b/.test(textOf(tree, at)) ? CALLED : ''
}

function nameIn(tree: FlatTree, variable: number): number {
  return variable < 0 ? -1 : childOfType(tree, variable, 'name')
}

function variablesIn(tree: FlatTree, row: number): number[] {
  const found: number[] = []
  for (let i = row + 1; i < tree.nexts[row]!; i++) if (typeOf(tree, i) === 'variable_name') found.push(nameIn(tree, i))
  return found
}

/** Variables of a target: one, or those of a list. */
function variables(tree: FlatTree, target: number): Bound[] {
  if (target < 0) return []
  const type = typeOf(tree, target)
  if (type === 'variable_name') return [{ name: nameIn(tree, target), kind: 'variable' }]
  const isList = /^(?:list_literal|array_creation_expression|array_element_initializer|pair|by_ref)$/.test(type)
  return isList ? namedChildren(tree, target).flatMap((child) => variables(tree, child)) : []
}

function heritage(tree: FlatTree, row: number): number[] {
  const body = childInField(tree, row, 'body')
  const clauses = [childOfType(tree, row, 'base_clause'), childOfType(tree, row, 'class_interface_clause')]
  const traits = body < 0 ? [] : namedChildren(tree, body).filter((child) => typeOf(tree, child) === 'use_declaration')
  return [...traits, ...clauses]
    .flatMap((clause) => (clause < 0 ? [] : namedChildren(tree, clause)))
    .filter((child) => /^(?:name|qualified_name)$/.test(typeOf(tree, child)))
}

function imported(tree: FlatTree, row: number): Bound[] {
  const prefix = childOfType(tree, row, 'namespace_name')
  const group = childInField(tree, row, 'body')
  const before = prefix < 0 ? '' : `${textOf(tree, prefix)}\\`
  return namedChildren(tree, group < 0 ? row : group)
    .filter((clause) => typeOf(tree, clause) === 'namespace_use_clause')
    .flatMap((clause): Bound[] => {
      const alias = childInField(tree, clause, 'alias')
      const target = namedChildren(tree, clause).find((child) => child !== alias) ?? -1
      if (target < 0) return []
      const path = (before + textOf(tree, target)).replace(/^\\/, '')
      const at = path.lastIndexOf('\\')
      const name = typeOf(tree, target) === 'name' ? target : (namedChildren(tree, target).at(-1) ?? -1)
      const from = { module: path.slice(0, Math.max(0, at)), name: useMark(tree, clause) + path.slice(at + 1) }
      if (alias < 0) return [{ name, kind: 'import', from }]
      const as = useMark(tree, clause) + textOf(tree, alias)
      return [
        { name, kind: 'import', scope: 'none', from },
        { name: alias, as, kind: 'import', from },
      ]
    })
}

/** A name with a path says its namespace, from the root, an alias or the file's own namespace on. */
function qualified(tree: FlatTree, row: number): Bound[] {
  if (typeOf(tree, tree.parents[row]!) === 'namespace_use_clause') return []
  const name = namedChildren(tree, row).at(-1) ?? -1
  if (name < 0) return []
  const path = textOf(tree, row)
  const written = path.slice(0, path.lastIndexOf('\\'))
  const mark = markOf(tree, name)
  const module = written.startsWith('\\') || written === '' ? written.slice(1) : absolute(tree, written)
  return [{ name, kind: 'variable', scope: 'none', from: { module, name: mark + textOf(tree, name) } }]
}

function absolute({ source }: FlatTree, path: string): string {
  const [first = '', ...rest] = path.split('\\')
  const used = new RegExp(
    `^use\\s+\\\\?(?:([\\w\\\\]+)\\s+as\\s+${first}|((?:[\\w\\\\]+\\\\)?${first}))\\s*;`,
    'm',
  ).exec(source)
  const own = /^\s*namespace\s+([\w\\]+)/m.exec(source)?.[1]
  const root = used?.[1] ?? used?.[2] ?? (own === undefined ? first : `${own}\\${first}`)
  return [root, ...rest].join('\\')
}
