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
import { csharpNames } from './_csharp-names.ts'

/** What a constructor is called, as a member of its class. */
const CONSTRUCTOR = '.ctor'

const className: Binder = (tree, row) => [{ name: childInField(tree, row, 'name'), kind: 'class' }]
const withType =
  (kind: Bound['kind'], field = 'type'): Binder =>
  (tree, row) => [
    { name: childInField(tree, row, 'name'), kind, type: writtenType(tree, childInField(tree, row, field)) },
  ]
const fresh: Binder = (tree, row) => withType('variable')(tree, row).map((bound) => ({ ...bound, fresh: true }))

/** Names of C#: blocks are scopes, members are in the scope of methods, files see what is of their namespace. */
export const csharpBindings: BindingRules = {
  scopes: {
    class_declaration: 'class',
    struct_declaration: 'class',
    record_declaration: 'class',
    interface_declaration: 'class',
    enum_declaration: 'class',
    method_declaration: 'function',
    constructor_declaration: 'function',
    destructor_declaration: 'function',
    operator_declaration: 'function',
    conversion_operator_declaration: 'function',
    indexer_declaration: 'function',
    delegate_declaration: 'function',
    local_function_statement: 'function',
    lambda_expression: 'function',
    anonymous_method_expression: 'function',
    block: 'block',
    for_statement: 'block',
    foreach_statement: 'block',
    using_statement: 'block',
    catch_clause: 'block',
    switch_section: 'block',
    switch_expression_arm: 'block',
    query_expression: 'block',
  },
  binds: {
    class_declaration: className,
    struct_declaration: className,
    record_declaration: className,
    interface_declaration: className,
    enum_declaration: className,
    delegate_declaration: className,
    enum_member_declaration: (tree, row) => [
      {
        name: childInField(tree, row, 'name'),
        kind: 'member',
        type: childInField(tree, tree.parents[tree.parents[row]!]!, 'name'),
      },
    ],
    method_declaration: withType('function', 'returns'),
    local_function_statement: withType('function'),
    constructor_declaration: (tree, row) => [
      { name: childInField(tree, row, 'name'), as: CONSTRUCTOR, kind: 'function' },
    ],
    property_declaration: withType('member'),
    event_declaration: withType('member'),
    variable_declaration: declared,
    parameter: (tree, row) => {
      const isComponent = typeOf(tree, tree.parents[tree.parents[row]!]!) === 'record_declaration'
      return withType(isComponent ? 'member' : 'parameter')(tree, row)
    },
    parameter_list: (tree, row) => [{ name: childInField(tree, row, 'name'), kind: 'parameter' }],
    implicit_parameter: (_tree, row) => [{ name: row, kind: 'parameter' }],
    type_parameter: withType('parameter'),
    foreach_statement: (tree, row) => {
      const left = childInField(tree, row, 'left')
      const type = writtenType(tree, childInField(tree, row, 'type'))
      if (left < 0 || typeOf(tree, left) !== 'identifier') return []
      return [{ name: left, kind: 'variable', scope: 'inside', type }]
    },
    tuple_pattern: (tree, row) =>
      childrenInField(tree, row, 'name').map((name) => ({ name, kind: 'variable', fresh: true })),
    declaration_expression: fresh,
    declaration_pattern: fresh,
    recursive_pattern: fresh,
    var_pattern: fresh,
    catch_declaration: withType('variable'),
    from_clause: withType('variable'),
    using_directive: (tree, row) => {
      const alias = childInField(tree, row, 'name')
      const target = namedChildren(tree, row).find((child) => child !== alias)
      if (alias < 0 || target === undefined || typeOf(tree, target) !== 'qualified_name') return []
      const module = textOf(tree, childInField(tree, target, 'qualifier'))
      return [{ name: alias, kind: 'import', from: { module, name: textOf(tree, childInField(tree, target, 'name')) } }]
    },
  },
  bases: {
    class_declaration: heritage,
    struct_declaration: heritage,
    record_declaration: heritage,
    interface_declaration: heritage,
  },
  members: {
    member_access_expression: { object: '', name: 'name' },
    qualified_name: { object: 'qualifier', name: 'name' },
  },
  argumentNames: { argument: 'name' },
  keys: {
    member_binding_expression: 'name',
    initializer_expression: (tree, row) =>
      namedChildren(tree, row)
        .filter((child) => typeOf(tree, child) === 'assignment_expression')
        .map((child) => childInField(tree, child, 'left')),
    attribute_argument: 'name',
  },
  self: ['"this"'],
  base: ['"base"'],
  wrappers: {
    parenthesized_expression: '',
    generic_name: '',
    nullable_type: '',
    array_type: '',
    cast_expression: 'type',
    as_expression: 'right',
    await_expression: '',
    postfix_unary_expression: '',
  },
  sequential: true,
  membersInScope: 'methods',
  overloads: true,
  scattered: true,
  ignores: (tree, row) => {
    let at = row
    while (/^(?:qualified_name|identifier)$/.test(typeOf(tree, at))) at = tree.parents[at]!
    const around = typeOf(tree, at)
    if (/namespace_declaration$/.test(around)) return true
    if (around === 'using_directive') return row !== childInField(tree, at, 'name')
    return /^(?:goto|labeled)_statement$/.test(typeOf(tree, tree.parents[row]!))
  },
  importsAll: {
    using_directive: (tree, row) => {
      const [target = -1] = namedChildren(tree, row)
      return childInField(tree, row, 'name') >= 0 || target < 0 ? [] : [textOf(tree, target)]
    },
  },
  space: {
    namespace_declaration: spaceName,
    file_scoped_namespace_declaration: spaceName,
  },
  constructors: [CONSTRUCTOR],
  wellKnown: csharpNames,
  modules: { separator: /\./, spaces: 'nested' },
}

function spaceName(tree: FlatTree, row: number): string {
  return textOf(tree, childInField(tree, row, 'name'))
}

function writtenType(tree: FlatTree, type: number): number {
  return type >= 0 && typeOf(tree, type) === 'implicit_type' ? -1 : type
}

function declared(tree: FlatTree, row: number): Bound[] {
  const type = writtenType(tree, childInField(tree, row, 'type'))
  return namedChildren(tree, row)
    .filter((child) => typeOf(tree, child) === 'variable_declarator')
    .map((declarator) => {
      const name = childInField(tree, declarator, 'name')
      const value = namedChildren(tree, declarator).find((child) => child !== name) ?? -1
      return { name, kind: 'variable', type, value }
    })
}

function heritage(tree: FlatTree, row: number): number[] {
  const list = childOfType(tree, row, 'base_list')
  return list < 0 ? [] : namedChildren(tree, list).filter((child) => typeOf(tree, child) !== 'argument_list')
}
