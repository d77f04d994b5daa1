import { defineLanguage } from '../define-language.ts'
import type { ImportFact } from '../facts.ts'
import { childInField, childOfType, type FlatTree, lineOf, namedChildren, textOf, typeOf } from '../syntax/flat-tree.ts'
import { rustBindings } from './_rust-bindings.ts'

export default defineLanguage({
  id: 'rust',
  title: 'Rust',
  extensions: ['.rs'],
  interpreters: ['rust-script', 'cargo'],
  grammar: 'tree-sitter-rust/tree-sitter-rust.wasm',
  identifiers: ['identifier', 'type_identifier', 'field_identifier', 'shorthand_field_identifier'],
  comments: ['line_comment', 'block_comment'],
  strings: ['string_literal', 'raw_string_literal'],
  numbers: ['integer_literal', 'float_literal', 'char_literal'],
  constants: ['boolean_literal'],
  definitions: {
    function_item: { kind: 'function', member: 'method' },
    function_signature_item: { kind: 'function', member: 'method' },
    struct_item: { kind: 'struct' },
    union_item: { kind: 'struct' },
    enum_item: { kind: 'enum' },
    enum_variant: { kind: 'enum-member' },
    trait_item: { kind: 'trait' },
    mod_item: { kind: 'module' },
    impl_item: { kind: null, as: 'class', name: (tree, row) => [implementedType(tree, row)] },
    type_item: { kind: 'type' },
    associated_type: { kind: 'type' },
    const_item: { kind: 'constant', local: null },
    static_item: { kind: 'variable', local: null },
    field_declaration: { kind: 'field', local: null },
    macro_definition: { kind: 'macro' },
  },
  functions: { function_item: { body: 'body' } },
  imports: {
    use_declaration: useDeclaration,
    extern_crate_declaration: (tree, row) => {
      const [name, alias] = [childInField(tree, row, 'name'), childInField(tree, row, 'alias')]
      const module = textOf(tree, name)
      return [{ line: lineOf(tree, tree.starts[row]!) + 1, module, names: [alias < 0 ? module : textOf(tree, alias)] }]
    },
  },
  control: {
    decisions: ['"if"', '"for"', '"while"', '"?"'],
    alternatives: ['match_arm'],
    logical: { parents: ['binary_expression', 'let_chain'], operators: ['"&&"', '"||"'] },
    branches: ['if_expression'],
    loops: ['for_expression', 'while_expression', 'loop_expression'],
    switches: ['match_expression'],
    lambdas: ['closure_expression'],
    jumps: ['break_expression', 'continue_expression'],
    labels: ['label'],
  },
  rules: {
    calls: {
      call_expression: { callee: 'function', arguments: 'arguments' },
      macro_invocation: { callee: 'macro' },
    },
    assignments: {
      let_declaration: { name: 'pattern', value: 'value' },
      assignment_expression: { name: 'left', value: 'right' },
      const_item: { name: 'name', value: 'value' },
      static_item: { name: 'name', value: 'value' },
      field_initializer: { name: 'field', value: 'value' },
    },
    blocks: ['block', 'source_file'],
    jumps: ['return_expression', 'break_expression', 'continue_expression'],
    wrappers: ['expression_statement'],
  },
  bindings: rustBindings,
  attributeLine: /^\s*#!?\[/,
  exported: (tree, row, _name, scope) =>
    scope.kind === 'trait' || scope.kind === 'enum' || childOfType(tree, row, 'visibility_modifier') >= 0,
  highlight: {
    types: ['type_identifier', 'primitive_type'],
    keywords: ['self', 'super', 'crate', 'mutable_specifier'],
  },
})

/** `Stack` of `impl<T> fmt::Display for Stack<T>`. */
function implementedType(tree: FlatTree, row: number): number {
  const type = childInField(tree, row, 'type')
  for (let i = type; i < tree.nexts[type]!; i++) {
    if (typeOf(tree, i) === 'type_arguments') i = tree.nexts[i]! - 1
    else if (/^(?:type_identifier|primitive_type)$/.test(typeOf(tree, i))) return i
  }
  return type
}

function useDeclaration(tree: FlatTree, row: number): ImportFact[] {
  const argument = childInField(tree, row, 'argument')
  if (argument < 0) return []
  const line = lineOf(tree, tree.starts[row]!) + 1
  const facts: ImportFact[] = []
  const pending: [row: number, prefix: string][] = [[argument, '']]
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [use, prefix] = next
    const type = typeOf(tree, use)
    const path = childInField(tree, use, 'path')
    if (type === 'use_list') {
      for (const child of namedChildren(tree, use).reverse()) pending.push([child, prefix])
    } else if (type === 'scoped_use_list') {
      const inner = path < 0 ? prefix : join(prefix, textOf(tree, path))
      pending.push([childInField(tree, use, 'list'), inner])
    } else if (type === 'use_wildcard') {
      facts.push({ line, module: join(prefix, textOf(tree, use).replace(/(?:::)?\*$/, '')), names: ['*'] })
    } else if (type === 'use_as_clause') {
      const alias = textOf(tree, childInField(tree, use, 'alias'))
      facts.push({ line, module: join(prefix, textOf(tree, path)), names: alias === '_' ? [] : [alias] })
    } else if (!type.endsWith('comment')) {
      const module = join(prefix, textOf(tree, use))
      const own = module.endsWith('::self') ? module.slice(0, -6) : module
      facts.push({ line, module: own, names: [own.slice(own.lastIndexOf('::') + 1).replace(/^:+/, '')] })
    }
  }
  return facts
}

function join(prefix: string, path: string): string {
  return prefix === '' ? path : path === '' ? prefix : `${prefix}::${path}`
}
