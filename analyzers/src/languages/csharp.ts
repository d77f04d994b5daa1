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
import { csharpBindings } from './_csharp-bindings.ts'

export default defineLanguage({
  id: 'csharp',
  title: 'C#',
  extensions: ['.cs', '.csx'],
  grammar: 'tree-sitter-c-sharp/tree-sitter-c_sharp.wasm',
  identifiers: ['identifier', 'implicit_parameter'],
  comments: ['comment'],
  strings: ['string_literal', 'verbatim_string_literal', 'raw_string_literal', 'interpolated_string_expression'],
  interpolates: (source, start) => source[start] === '$' || source[start + 1] === '$',
  numbers: ['integer_literal', 'real_literal', 'character_literal'],
  constants: ['boolean_literal', 'null_literal'],
  implicitThis: true,
  definitions: {
    class_declaration: { kind: 'class' },
    record_declaration: { kind: 'class' },
    struct_declaration: { kind: 'struct' },
    interface_declaration: { kind: 'interface' },
    enum_declaration: { kind: 'enum' },
    enum_member_declaration: { kind: 'enum-member' },
    namespace_declaration: { kind: 'namespace' },
    file_scoped_namespace_declaration: { kind: 'namespace', wholeFile: true },
    delegate_declaration: { kind: 'type' },
    method_declaration: { kind: 'method' },
    local_function_statement: { kind: 'function' },
    constructor_declaration: { kind: 'constructor' },
    destructor_declaration: { kind: 'method' },
    operator_declaration: { kind: 'method', name: 'operator' },
    property_declaration: { kind: 'property', body: 'accessors' },
    event_declaration: { kind: 'property', body: 'accessors' },
    event_field_declaration: { kind: 'property', name: declaredNames },
    field_declaration: {
      kind: 'field',
      name: declaredNames,
      refine: (kind, tree, row) => (modifiers(tree, row).includes('const') ? 'constant' : kind),
    },
  },
  functions: {
    method_declaration: { body: 'body', parameters: countParameters },
    local_function_statement: { body: 'body', parameters: countParameters },
    constructor_declaration: { body: 'body', parameters: countParameters },
    destructor_declaration: { body: 'body', parameters: countParameters },
    operator_declaration: { body: 'body', parameters: countParameters },
    conversion_operator_declaration: { body: 'body', name: 'type' },
    accessor_declaration: { body: 'body', name: accessedProperty, parameters: () => 0 },
  },
  imports: { using_directive: usingDirective },
  control: {
    decisions: [
      '"if"',
      '"for"',
      '"foreach"',
      '"while"',
      '"catch"',
      '"case"',
      'conditional_expression',
      '"??"',
      '"#if"',
      '"#elif"',
    ],
    logical: { parents: ['binary_expression'], operators: ['"&&"', '"||"'] },
    branches: ['if_statement'],
    ternaries: ['conditional_expression'],
    loops: ['for_statement', 'foreach_statement', 'while_statement', 'do_statement'],
    switches: ['switch_statement', 'switch_expression'],
    catches: ['catch_clause'],
    lambdas: ['lambda_expression', 'anonymous_method_expression'],
    jumps: ['goto_statement'],
  },
  rules: {
    calls: {
      invocation_expression: { callee: 'function', arguments: 'arguments' },
      object_creation_expression: { callee: 'type', arguments: 'arguments' },
    },
    catches: { catch_clause: { body: 'body' } },
    assignments: {
      assignment_expression: { name: 'left', value: 'right' },
    },
    blocks: ['block', 'switch_section'],
    jumps: ['return_statement', 'throw_statement', 'break_statement', 'continue_statement', 'goto_statement'],
    wrappers: ['expression_statement', 'argument'],
  },
  bindings: csharpBindings,
  exported: (tree, row, _name, scope) =>
    typeOf(tree, row).endsWith('namespace_declaration') ||
    scope.kind === 'interface' ||
    scope.kind === 'enum' ||
    modifiers(tree, row).some((word) => /^(?:public|protected)$/.test(word)),
  highlight: { types: ['predefined_type'], keywords: ['modifier', 'implicit_type'], interpolations: ['interpolation'] },
})

function modifiers(tree: FlatTree, row: number): string[] {
  return namedChildren(tree, row)
    .filter((child) => typeOf(tree, child) === 'modifier')
    .map((child) => textOf(tree, child))
}

function declaredNames(tree: FlatTree, row: number): number[] {
  const declaration = childOfType(tree, row, 'variable_declaration')
  if (declaration < 0) return []
  return namedChildren(tree, declaration).flatMap((child) =>
    typeOf(tree, child) === 'variable_declarator' ? childrenInField(tree, child, 'name') : [],
  )
}

// `params int[] rest` stands in the list itself, without a node of its own.
function countParameters(tree: FlatTree, row: number): number {
  const list = childInField(tree, row, 'parameters')
  if (list < 0) return 0
  const own = namedChildren(tree, list).filter((child) => typeOf(tree, child) === 'parameter').length
  return own + (childInField(tree, list, 'name') < 0 ? 0 : 1)
}

// accessor_declaration < accessor_list < property_declaration
function accessedProperty(tree: FlatTree, row: number): number[] {
  return childrenInField(tree, tree.parents[tree.parents[row]!]!, 'name')
}

function usingDirective(tree: FlatTree, row: number): ImportFact[] {
  const alias = childInField(tree, row, 'name')
  const target = namedChildren(tree, row).find((child) => child !== alias)
  if (target === undefined) return []
  const names = alias < 0 ? ['*'] : [textOf(tree, alias)]
  return [{ line: lineOf(tree, tree.starts[row]!) + 1, module: textOf(tree, target), names }]
}
