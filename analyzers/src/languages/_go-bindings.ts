import type { BindingRules, Bound } from '../define-bindings.ts'
import {
  childInField,
  childOfType,
  childrenInField,
  type FlatTree,
  namedChildren,
  textOf,
  typeOf,
} from '../syntax/flat-tree.ts'

/** Names of Go: blocks are scopes, a package is one over all files of its folder. */
export const goBindings: BindingRules = {
  scopes: {
    function_declaration: 'function',
    method_declaration: 'function',
    func_literal: 'function',
    function_type: 'function',
    method_elem: 'function',
    type_spec: 'class',
    type_alias: 'class',
    block: 'block',
    if_statement: 'block',
    for_statement: 'block',
    expression_switch_statement: 'block',
    type_switch_statement: 'block',
    expression_case: 'block',
    type_case: 'block',
    default_case: 'block',
    communication_case: 'block',
  },
  binds: {
    function_declaration: (tree, row) => [
      { name: childInField(tree, row, 'name'), kind: 'function', type: childInField(tree, row, 'result') },
    ],
    method_declaration: (tree, row) => [
      {
        name: childInField(tree, row, 'name'),
        kind: 'function',
        scope: 'none',
        type: childInField(tree, row, 'result'),
        owner: receiverType(tree, row),
      },
    ],
    method_elem: (tree, row) => [
      { name: childInField(tree, row, 'name'), kind: 'function', type: childInField(tree, row, 'result') },
    ],
    type_spec: (tree, row) => [{ name: childInField(tree, row, 'name'), kind: 'class' }],
    type_alias: (tree, row) => [{ name: childInField(tree, row, 'name'), kind: 'class' }],
    field_declaration: (tree, row) =>
      childrenInField(tree, row, 'name').map((name) => ({
        name,
        kind: 'member',
        type: childInField(tree, row, 'type'),
      })),
    type_parameter_declaration: (tree, row) =>
      childrenInField(tree, row, 'name').map((name) => ({ name, kind: 'parameter' })),
    parameter_declaration: parameters,
    variadic_parameter_declaration: (tree, row) => parameters(tree, row).map(({ type: _, ...bound }) => bound),
    const_spec: declared,
    var_spec: declared,
    short_var_declaration: (tree, row) => assigned(tree, row),
    range_clause: (tree, row) => (hasDefine(tree, row) ? assigned(tree, row) : []),
    receive_statement: (tree, row) => (hasDefine(tree, row) ? assigned(tree, row) : []),
    type_switch_statement: (tree, row) => {
      const alias = childInField(tree, row, 'alias')
      return alias < 0 ? [] : names(tree, alias).map((name): Bound => ({ name, kind: 'variable', scope: 'inside' }))
    },
    import_spec: importSpec,
  },
  bases: {
    type_spec: embedded,
    type_alias: (tree, row) => [childInField(tree, row, 'type')],
  },
  members: {
    selector_expression: { object: 'operand', name: 'field' },
    qualified_type: { object: 'package', name: 'name' },
  },
  keys: { keyed_element: 'key' },
  wrappers: {
    pointer_type: '',
    generic_type: 'type',
    parenthesized_type: '',
    parenthesized_expression: '',
    unary_expression: 'operand',
    composite_literal: 'type',
    expression_list: '',
    parameter_list: '',
    parameter_declaration: 'type',
    type_elem: '',
    type_assertion_expression: 'type',
  },
  importsAll: {
    import_spec: (tree, row) => (childOfType(tree, row, 'dot') < 0 ? [] : [modulePath(tree, row)]),
  },
  sequential: true,
  scattered: true,
  modules: { separator: /\//, folders: true },
}

function declared(tree: FlatTree, row: number): Bound[] {
  const own = childrenInField(tree, row, 'name').filter((name) => typeOf(tree, name) === 'identifier')
  const type = childInField(tree, row, 'type')
  const value = childInField(tree, row, 'value')
  return own.map((name, i) => ({ name, kind: 'variable', type, value: i === 0 ? value : -1 }))
}

function assigned(tree: FlatTree, row: number): Bound[] {
  const left = childInField(tree, row, 'left')
  const value = typeOf(tree, row) === 'short_var_declaration' ? childInField(tree, row, 'right') : -1
  return (left < 0 ? [] : names(tree, left)).map((name, i) => ({ name, kind: 'variable', value: i === 0 ? value : -1 }))
}

function hasDefine(tree: FlatTree, row: number): boolean {
  return childOfType(tree, row, ':=') >= 0
}

function names(tree: FlatTree, list: number): number[] {
  return namedChildren(tree, list).filter((name) => typeOf(tree, name) === 'identifier' && textOf(tree, name) !== '_')
}

function parameters(tree: FlatTree, row: number): Bound[] {
  const list = tree.parents[row]!
  const isReceiver = tree.fields[list] === tree.fieldIds.get('receiver')
  const type = childInField(tree, row, 'type')
  return childrenInField(tree, row, 'name').map((name) => ({ name, kind: isReceiver ? 'self' : 'parameter', type }))
}

function receiverType(tree: FlatTree, row: number): number {
  const list = childInField(tree, row, 'receiver')
  for (let i = list; list >= 0 && i < tree.nexts[list]!; i++) if (typeOf(tree, i) === 'type_identifier') return i
  return -1
}

/** What is embedded in a struct or an interface, whose members are its own; of another type what it is made of. */
function embedded(tree: FlatTree, row: number): number[] {
  const type = childInField(tree, row, 'type')
  if (type < 0) return []
  if (typeOf(tree, type) === 'interface_type') {
    return namedChildren(tree, type).filter((child) => typeOf(tree, child) === 'type_elem')
  }
  if (typeOf(tree, type) !== 'struct_type') return [type]
  const list = childOfType(tree, type, 'field_declaration_list')
  return (list < 0 ? [] : namedChildren(tree, list))
    .filter((field) => typeOf(tree, field) === 'field_declaration' && childInField(tree, field, 'name') < 0)
    .map((field) => childInField(tree, field, 'type'))
}

function modulePath(tree: FlatTree, row: number): string {
  const path = childInField(tree, row, 'path')
  return path < 0 ? '' : textOf(tree, path).slice(1, -1)
}

function importSpec(tree: FlatTree, row: number): Bound[] {
  const module = modulePath(tree, row)
  const alias = childInField(tree, row, 'name')
  const bound: Bound = { name: alias < 0 ? row : alias, kind: 'import', from: { module, name: null } }
  if (alias >= 0) return typeOf(tree, alias) === 'package_identifier' ? [bound] : []
  // By custom a package is called as the last part of its path, without a version.
  const parts = module.split('/')
  const last = /^v\d+$/.test(parts.at(-1)!) && parts.length > 1 ? parts.at(-2)! : parts.at(-1)!
  return [{ ...bound, as: last.replace(/\.v\d+$/, '').replace(/^go-|-go$/, '') }]
}
