import { defineLanguage } from '../define-language.ts'
import type { ImportFact } from '../facts.ts'
import {
  childInField,
  childOfType,
  childrenInField,
  type FlatTree,
  lineOf,
  namedChildren,
  textOf,
  typeOf,
} from '../syntax/flat-tree.ts'
import { goBindings } from './_go-bindings.ts'

export default defineLanguage({
  id: 'go',
  title: 'Go',
  extensions: ['.go'],
  grammar: 'tree-sitter-go/tree-sitter-go.wasm',
  identifiers: ['identifier', 'type_identifier', 'field_identifier', 'package_identifier'],
  comments: ['comment'],
  strings: ['interpreted_string_literal', 'raw_string_literal'],
  numbers: ['int_literal', 'float_literal', 'imaginary_literal', 'rune_literal'],
  constants: ['true', 'false', 'nil', 'iota'],
  definitions: {
    function_declaration: { kind: 'function' },
    method_declaration: { kind: 'method', qualifier: receiverType },
    type_spec: {
      kind: 'type',
      refine: (kind, tree, row) => {
        const type = childInField(tree, row, 'type')
        if (type < 0) return kind
        if (typeOf(tree, type) === 'struct_type') return 'struct'
        return typeOf(tree, type) === 'interface_type' ? 'interface' : kind
      },
    },
    type_alias: { kind: 'type' },
    const_spec: { kind: 'constant', local: null, name: allNames },
    var_spec: { kind: 'variable', local: null, name: allNames },
    field_declaration: { kind: 'field', local: null, name: structFields },
    method_elem: { kind: 'method' },
  },
  functions: {
    function_declaration: { body: 'body', parameters: countParameters },
    method_declaration: { body: 'body', parameters: countParameters, self: receiverName },
    func_literal: { body: 'body', parameters: countParameters, name: assignedName },
  },
  imports: { import_spec: importSpec },
  control: {
    decisions: ['"if"', '"for"', '"case"'],
    logical: { parents: ['binary_expression'], operators: ['"&&"', '"||"'] },
    branches: ['if_statement'],
    loops: ['for_statement'],
    switches: ['expression_switch_statement', 'type_switch_statement', 'select_statement'],
    jumps: ['goto_statement', 'break_statement', 'continue_statement'],
    labels: ['label_name'],
  },
  rules: {
    calls: { call_expression: { callee: 'function', arguments: 'arguments' } },
    assignments: {
      short_var_declaration: { name: 'left', value: 'right' },
      assignment_statement: { name: 'left', value: 'right' },
      var_spec: { name: 'name', value: 'value' },
      const_spec: { name: 'name', value: 'value' },
      keyed_element: { name: 'key', value: 'value' },
    },
    blocks: ['statement_list', 'source_file'],
    jumps: ['return_statement', 'break_statement', 'continue_statement', 'goto_statement'],
    wrappers: ['expression_statement', 'literal_element'],
  },
  bindings: goBindings,
  definitionWrappers: ['type_declaration', 'const_declaration', 'var_declaration', 'var_spec_list'],
  exported: (_tree, _row, name) => /^\p{Lu}/u.test(name),
  highlight: { types: ['type_identifier'] },
})

/** `Server` of `(s *Server)` and of `(s Server[T])`. */
function receiverType(tree: FlatTree, row: number): string | null {
  const list = childInField(tree, row, 'receiver')
  if (list < 0) return null
  for (let i = list; i < tree.nexts[list]!; i++) if (typeOf(tree, i) === 'type_identifier') return textOf(tree, i)
  return null
}

/** `s` of `(s *Server)`. */
function receiverName(tree: FlatTree, row: number): string | null {
  const list = childInField(tree, row, 'receiver')
  const [receiver] = list < 0 ? [] : namedChildren(tree, list)
  const name = receiver === undefined ? -1 : childInField(tree, receiver, 'name')
  return name < 0 ? null : textOf(tree, name)
}

function allNames(tree: FlatTree, row: number): number[] {
  return childrenInField(tree, row, 'name').filter((name) => typeOf(tree, name) === 'identifier')
}

// Fields of a struct without a name belong to nothing.
function structFields(tree: FlatTree, row: number): number[] {
  const struct = tree.parents[tree.parents[row]!]!
  return typeOf(tree, tree.parents[struct]!) === 'type_spec' ? childrenInField(tree, row, 'name') : []
}

/** The variable that a function literal is the only value of. */
function assignedName(tree: FlatTree, row: number): number[] {
  const values = tree.parents[row]!
  const declaration = tree.parents[values]!
  if (typeOf(tree, values) !== 'expression_list' || namedChildren(tree, values).length !== 1) return []
  const names = typeOf(tree, declaration) === 'var_spec' ? allNames(tree, declaration) : []
  const left = childInField(tree, declaration, 'left')
  return left < 0 ? names : namedChildren(tree, left).filter((name) => typeOf(tree, name) === 'identifier')
}

// `a, b int` is one declaration of two parameters.
function countParameters(tree: FlatTree, row: number): number {
  const list = childInField(tree, row, 'parameters')
  if (list < 0) return 0
  return namedChildren(tree, list)
    .filter((child) => typeOf(tree, child) !== 'comment')
    .reduce((sum, child) => sum + Math.max(1, childrenInField(tree, child, 'name').length), 0)
}

function importSpec(tree: FlatTree, row: number): ImportFact[] {
  const path = childInField(tree, row, 'path')
  if (path < 0) return []
  const module = textOf(tree, path).slice(1, -1)
  const alias = childInField(tree, row, 'name')
  const line = lineOf(tree, tree.starts[row]!) + 1
  if (alias < 0) return [{ line, module, names: [packageName(module)] }]
  if (childOfType(tree, row, 'dot') >= 0) return [{ line, module, names: ['*'] }]
  return [{ line, module, names: typeOf(tree, alias) === 'blank_identifier' ? [] : [textOf(tree, alias)] }]
}

/** The name that a package has by custom: its last part, without a version. */
function packageName(module: string): string {
  const parts = module.split('/')
  const last = /^v\d+$/.test(parts.at(-1)!) && parts.length > 1 ? parts.at(-2)! : parts.at(-1)!
  return last.replace(/\.v\d+$/, '').replace(/^go-|-go$/, '')
}
