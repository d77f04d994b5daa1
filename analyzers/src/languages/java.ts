import { defineLanguage } from '../define-language.ts'
import type { ImportFact } from '../facts.ts'
import {
  childInField,
  childOfType,
  childrenInField,
  type FlatTree,
  lineOf,
  textOf,
  typeOf,
} from '../syntax/flat-tree.ts'
import { javaBindings } from './_java-bindings.ts'

export default defineLanguage({
  id: 'java',
  title: 'Java',
  extensions: ['.java'],
  interpreters: ['java', 'jbang'],
  grammar: 'tree-sitter-java/tree-sitter-java.wasm',
  identifiers: ['identifier', 'type_identifier'],
  comments: ['line_comment', 'block_comment'],
  strings: ['string_literal'],
  numbers: [
    'decimal_integer_literal',
    'hex_integer_literal',
    'octal_integer_literal',
    'binary_integer_literal',
    'decimal_floating_point_literal',
    'hex_floating_point_literal',
    'character_literal',
  ],
  constants: ['true', 'false', 'null_literal'],
  implicitThis: true,
  definitions: {
    class_declaration: { kind: 'class' },
    record_declaration: { kind: 'class' },
    interface_declaration: { kind: 'interface' },
    annotation_type_declaration: { kind: 'interface' },
    annotation_type_element_declaration: { kind: 'method' },
    enum_declaration: { kind: 'enum' },
    enum_constant: { kind: 'enum-member' },
    method_declaration: { kind: 'method' },
    constructor_declaration: { kind: 'constructor' },
    compact_constructor_declaration: { kind: 'constructor' },
    field_declaration: {
      kind: 'field',
      name: declaredNames,
      refine: (kind, tree, row) => (/\bstatic\b[^=]*\bfinal\b/.test(modifiers(tree, row)) ? 'constant' : kind),
    },
    constant_declaration: { kind: 'constant', name: declaredNames },
  },
  functions: {
    method_declaration: { body: 'body' },
    constructor_declaration: { body: 'body' },
    compact_constructor_declaration: { body: 'body' },
  },
  imports: { import_declaration: importDeclaration },
  control: {
    decisions: ['"if"', '"for"', '"while"', '"catch"', '"case"', 'ternary_expression'],
    logical: { parents: ['binary_expression'], operators: ['"&&"', '"||"'] },
    branches: ['if_statement'],
    ternaries: ['ternary_expression'],
    loops: ['for_statement', 'enhanced_for_statement', 'while_statement', 'do_statement'],
    switches: ['switch_expression'],
    catches: ['catch_clause'],
    lambdas: ['lambda_expression'],
    jumps: ['break_statement', 'continue_statement'],
    labels: ['identifier'],
  },
  rules: {
    calls: {
      method_invocation: { callee: 'name', receiver: 'object', arguments: 'arguments' },
      object_creation_expression: { callee: 'type', arguments: 'arguments' },
    },
    catches: { catch_clause: { body: 'body' } },
    assignments: {
      variable_declarator: { name: 'name', value: 'value' },
      assignment_expression: { name: 'left', value: 'right' },
      element_value_pair: { name: 'key', value: 'value' },
    },
    blocks: ['block', 'constructor_body', 'switch_block_statement_group'],
    jumps: ['return_statement', 'throw_statement', 'break_statement', 'continue_statement', 'yield_statement'],
    wrappers: ['expression_statement'],
  },
  bindings: javaBindings,
  exported: (tree, row, _name, scope) =>
    /\b(?:public|protected)\b/.test(modifiers(tree, row)) || scope.kind === 'interface' || scope.kind === 'enum',
  highlight: {
    types: ['type_identifier', 'integral_type', 'floating_point_type', 'boolean_type', 'void_type'],
    keywords: ['this', 'super'],
  },
})

function modifiers(tree: FlatTree, row: number): string {
  const list = childOfType(tree, row, 'modifiers')
  return list < 0 ? '' : textOf(tree, list)
}

function declaredNames(tree: FlatTree, row: number): number[] {
  return childrenInField(tree, row, 'declarator').flatMap((declarator) => childrenInField(tree, declarator, 'name'))
}

function importDeclaration(tree: FlatTree, row: number): ImportFact[] {
  const path = childOfType(tree, row, 'scoped_identifier')
  const single = path < 0 ? childOfType(tree, row, 'identifier') : path
  if (single < 0) return []
  const module = textOf(tree, single)
  const all = childOfType(tree, row, 'asterisk') >= 0
  const name = typeOf(tree, single) === 'identifier' ? single : childInField(tree, single, 'name')
  return [{ line: lineOf(tree, tree.starts[row]!) + 1, module, names: [all ? '*' : textOf(tree, name)] }]
}
