import { CALLED } from '../bindings.ts'
import type { Binder, BindingRules, Bound } from '../define-bindings.ts'
import {
  childInField,
  childOfType,
  childrenInField,
  type FlatTree,
  namedChildren,
  textOf,
  typeOf,
} from '../syntax/flat-tree.ts'
import { javaNames } from './_java-names.ts'

const className: Binder = (tree, row) => [{ name: childInField(tree, row, 'name'), kind: 'class' }]
const methodName: Binder = (tree, row) => [
  { name: childInField(tree, row, 'name'), kind: 'function', type: childInField(tree, row, 'type') },
]
const variable: Binder = (tree, row) => [
  {
    name: childInField(tree, row, 'name'),
    kind: 'variable',
    type: writtenType(tree, childInField(tree, row, 'type')),
    value: childInField(tree, row, 'value'),
    fresh: true,
  },
]
/** The last name of a pattern, behind its type. */
const patternName: Binder = (tree, row) => {
  const children = namedChildren(tree, row)
  const name = children.at(-1) ?? -1
  if (children.length < 2 || typeOf(tree, name) !== 'identifier') return []
  return [{ name, kind: 'variable', type: writtenType(tree, children.at(-2)!), fresh: true }]
}

/** Names of Java: blocks are scopes, members are in the scope of methods, files see what is of their package. */
export const javaBindings: BindingRules = {
  scopes: {
    class_declaration: 'class',
    record_declaration: 'class',
    interface_declaration: 'class',
    annotation_type_declaration: 'class',
    enum_declaration: 'class',
    object_creation_expression: (tree, row) => (childOfType(tree, row, 'class_body') < 0 ? null : 'class'),
    enum_constant: (tree, row) => (childInField(tree, row, 'body') < 0 ? null : 'class'),
    method_declaration: 'function',
    constructor_declaration: 'function',
    compact_constructor_declaration: 'function',
    lambda_expression: 'function',
    block: 'block',
    constructor_body: 'block',
    for_statement: 'block',
    enhanced_for_statement: 'block',
    try_with_resources_statement: 'block',
    catch_clause: 'block',
    switch_block: 'block',
    switch_rule: 'block',
  },
  binds: {
    class_declaration: className,
    record_declaration: (tree, row) => [...className(tree, row), ...components(tree, row)],
    interface_declaration: className,
    annotation_type_declaration: className,
    enum_declaration: className,
    enum_constant: (tree, row) => [{ name: childInField(tree, row, 'name'), kind: 'member', type: enumOf(tree, row) }],
    method_declaration: methodName,
    annotation_type_element_declaration: methodName,
    constructor_declaration: (tree, row) => [{ name: childInField(tree, row, 'name'), kind: 'function' }],
    compact_constructor_declaration: (tree, row) => [{ name: childInField(tree, row, 'name'), kind: 'function' }],
    field_declaration: declared,
    constant_declaration: declared,
    local_variable_declaration: (tree, row) => declared(tree, row).map((bound) => ({ ...bound, fresh: true })),
    formal_parameter: (tree, row) => {
      if (typeOf(tree, tree.parents[tree.parents[row]!]!) === 'record_declaration') return []
      return [{ name: childInField(tree, row, 'name'), kind: 'parameter', type: childInField(tree, row, 'type') }]
    },
    spread_parameter: (tree, row) => {
      const declarator = childOfType(tree, row, 'variable_declarator')
      return [{ name: childInField(tree, declarator, 'name'), kind: 'parameter' }]
    },
    lambda_expression: (tree, row) => {
      const list = childInField(tree, row, 'parameters')
      const names = typeOf(tree, list) === 'identifier' ? [list] : []
      return names.map((name): Bound => ({ name, kind: 'parameter', scope: 'inside' }))
    },
    inferred_parameters: (tree, row) => namedChildren(tree, row).map((name) => ({ name, kind: 'parameter' })),
    type_parameter: (tree, row) => [{ name: childOfType(tree, row, 'type_identifier'), kind: 'parameter' }],
    enhanced_for_statement: (tree, row) =>
      variable(tree, row).map(({ value: _, ...bound }) => ({ ...bound, scope: 'inside' })),
    resource: variable,
    catch_formal_parameter: (tree, row) => {
      const type = childOfType(tree, row, 'catch_type')
      const types = type < 0 ? [] : namedChildren(tree, type)
      return [{ name: childInField(tree, row, 'name'), kind: 'variable', type: types.length === 1 ? types[0]! : -1 }]
    },
    instanceof_expression: (tree, row) => [
      { name: childInField(tree, row, 'name'), kind: 'variable', type: childInField(tree, row, 'right'), fresh: true },
    ],
    type_pattern: patternName,
    record_pattern_component: patternName,
    import_declaration: imported,
  },
  bases: {
    class_declaration: heritage,
    record_declaration: heritage,
    interface_declaration: heritage,
    enum_declaration: heritage,
    object_creation_expression: (tree, row) => [childInField(tree, row, 'type')],
    enum_constant: (tree, row) => [enumOf(tree, row)],
  },
  members: {
    field_access: { object: 'object', name: 'field' },
    method_invocation: { object: 'object', name: 'name' },
    method_reference: { object: '', name: '' },
    scoped_type_identifier: { object: '', name: '' },
    scoped_identifier: { object: 'scope', name: 'name' },
  },
  keys: { element_value_pair: 'key' },
  self: ['this'],
  base: ['super'],
  wrappers: {
    parenthesized_expression: '',
    generic_type: '',
    array_type: 'element',
    array_access: 'array',
    cast_expression: 'type',
    annotated_type: (tree, row) => namedChildren(tree, row).at(-1) ?? -1,
  },
  outside: { object_creation_expression: ['type', 'arguments'] },
  sequential: true,
  membersInScope: 'methods',
  overloads: true,
  ignores: (tree, row) => {
    const around = typeOf(tree, tree.parents[row]!)
    if (/^(?:labeled|break|continue)_statement$/.test(around) || around === 'package_declaration') return true
    if (around !== 'scoped_identifier') return false
    let path = tree.parents[row]!
    while (typeOf(tree, tree.parents[path]!) === 'scoped_identifier') path = tree.parents[path]!
    const statement = typeOf(tree, tree.parents[path]!)
    if (statement === 'package_declaration') return true
    return statement === 'import_declaration' && row !== childInField(tree, path, 'name')
  },
  sigil: (tree, row) => (isMethodName(tree, row) ? CALLED : ''),
  importsAll: {
    import_declaration: (tree, row) => {
      const path = childOfType(tree, row, 'scoped_identifier')
      return path >= 0 && childOfType(tree, row, 'asterisk') >= 0 ? [textOf(tree, path)] : []
    },
  },
  space: {
    package_declaration: (tree, row) => {
      const name = namedChildren(tree, row).find((child) => /identifier$/.test(typeOf(tree, child)))
      return name === undefined ? null : textOf(tree, name)
    },
  },
  wellKnown: javaNames,
  modules: { separator: /\./, spaces: true },
}

function writtenType(tree: FlatTree, type: number): number {
  return type >= 0 && textOf(tree, type) === 'var' ? -1 : type
}

function declared(tree: FlatTree, row: number): Bound[] {
  const type = writtenType(tree, childInField(tree, row, 'type'))
  return childrenInField(tree, row, 'declarator').map((declarator) => ({
    name: childInField(tree, declarator, 'name'),
    kind: 'variable',
    type,
    value: childInField(tree, declarator, 'value'),
  }))
}

/** A component of a record is a field, and a method that gives it. */
function components(tree: FlatTree, row: number): Bound[] {
  const list = childInField(tree, row, 'parameters')
  return (list < 0 ? [] : namedChildren(tree, list)).flatMap((parameter): Bound[] => {
    const name = childInField(tree, parameter, 'name')
    const type = childInField(tree, parameter, 'type')
    if (name < 0) return []
    return [
      { name, as: CALLED + textOf(tree, name), kind: 'function', scope: 'inside', type },
      { name, kind: 'member', scope: 'inside', type },
    ]
  })
}

/** The name of the enum that a constant is one of. */
function enumOf(tree: FlatTree, row: number): number {
  return childInField(tree, tree.parents[tree.parents[row]!]!, 'name')
}

function heritage(tree: FlatTree, row: number): number[] {
  const clauses = [
    childInField(tree, row, 'superclass'),
    childInField(tree, row, 'interfaces'),
    childOfType(tree, row, 'extends_interfaces'),
  ]
  return clauses
    .flatMap((clause) => (clause < 0 ? [] : namedChildren(tree, clause)))
    .flatMap((type) => (typeOf(tree, type) === 'type_list' ? namedChildren(tree, type) : [type]))
}

/** Methods have names of their own: a field or a variable may be called alike. */
function isMethodName(tree: FlatTree, row: number): boolean {
  const parent = tree.parents[row]!
  switch (typeOf(tree, parent)) {
    case 'method_invocation':
    case 'method_declaration':
    case 'constructor_declaration':
    case 'compact_constructor_declaration':
    case 'annotation_type_element_declaration':
      return tree.fields[row] === tree.fieldIds.get('name')
    case 'method_reference':
      return row === namedChildren(tree, parent).at(-1)
    case 'scoped_identifier': {
      const statement = tree.parents[parent]!
      return typeOf(tree, statement) === 'import_declaration' && isStaticMethod(tree, statement, row)
    }
    default:
      return false
  }
}

/** By custom a name that starts with a small letter is a method's; constants and classes start with a capital one. */
function isStaticMethod(tree: FlatTree, statement: number, name: number): boolean {
  return /^import\s+static\b/.test(textOf(tree, statement)) && /^\p{Ll}/u.test(textOf(tree, name))
}

function imported(tree: FlatTree, row: number): Bound[] {
  const path = childOfType(tree, row, 'scoped_identifier')
  if (path < 0 || childOfType(tree, row, 'asterisk') >= 0) return []
  const name = childInField(tree, path, 'name')
  const module = textOf(tree, childInField(tree, path, 'scope'))
  const mark = isStaticMethod(tree, row, name) ? CALLED : ''
  return [{ name, kind: 'import', from: { module, name: mark + textOf(tree, name) } }]
}
