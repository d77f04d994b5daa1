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
import { phpBindings } from './_php-bindings.ts'

export default defineLanguage({
  id: 'php',
  title: 'PHP',
  extensions: ['.php', '.phtml', '.php3', '.php4', '.php5', '.php7', '.phps'],
  claims: { '.inc': /^<\?php\b/m },
  interpreters: ['php'],
  grammar: 'tree-sitter-php/tree-sitter-php.wasm',
  identifiers: ['name'],
  comments: ['comment'],
  strings: ['string', 'encapsed_string', 'heredoc', 'nowdoc', 'shell_command_expression'],
  interpolates: (source, start) => source[start] !== "'",
  numbers: ['integer', 'float'],
  constants: ['boolean', 'null'],
  definitions: {
    function_definition: { kind: 'function' },
    method_declaration: {
      kind: 'method',
      refine: (kind, _tree, _row, name) => (name === '__construct' ? 'constructor' : kind),
    },
    class_declaration: { kind: 'class' },
    interface_declaration: { kind: 'interface' },
    trait_declaration: { kind: 'trait' },
    enum_declaration: { kind: 'enum' },
    enum_case: { kind: 'enum-member' },
    namespace_definition: { kind: 'namespace', wholeFile: true },
    const_element: { kind: 'constant', local: null, name: (tree, row) => [childOfType(tree, row, 'name')] },
    property_element: { kind: 'property', name: variableName },
    property_promotion_parameter: { kind: 'property', hoisted: true, name: variableName },
  },
  functions: {
    function_definition: { body: 'body' },
    method_declaration: { body: 'body' },
  },
  imports: {
    namespace_use_declaration: useDeclaration,
    include_expression: includeFile,
    include_once_expression: includeFile,
    require_expression: includeFile,
    require_once_expression: includeFile,
  },
  control: {
    decisions: [
      '"if"',
      '"elseif"',
      '"for"',
      '"foreach"',
      '"while"',
      '"catch"',
      '"case"',
      'match_expression',
      'conditional_expression',
    ],
    logical: { parents: ['binary_expression'], operators: ['"&&"', '"||"', '"and"', '"or"'] },
    branches: ['if_statement'],
    elseIfs: ['else_if_clause'],
    ternaries: ['conditional_expression'],
    loops: ['for_statement', 'foreach_statement', 'while_statement', 'do_statement'],
    switches: ['switch_statement', 'match_expression'],
    catches: ['catch_clause'],
    lambdas: ['anonymous_function', 'arrow_function'],
    jumps: ['goto_statement', 'break_statement', 'continue_statement'],
    labels: ['name', 'integer'],
  },
  rules: {
    calls: {
      function_call_expression: { callee: 'function', arguments: 'arguments' },
      member_call_expression: { callee: 'name', receiver: 'object', arguments: 'arguments' },
      nullsafe_member_call_expression: { callee: 'name', receiver: 'object', arguments: 'arguments' },
      scoped_call_expression: { callee: 'name', receiver: 'scope', arguments: 'arguments' },
    },
    catches: { catch_clause: { body: 'body', type: 'type' } },
    assignments: {
      assignment_expression: { name: 'left', value: 'right' },
      property_element: { name: 'name', value: 'default_value' },
    },
    blocks: ['compound_statement', 'program', 'case_statement', 'default_statement', 'colon_block'],
    jumps: [
      'return_statement',
      'throw_expression',
      'break_statement',
      'continue_statement',
      'exit_statement',
      'goto_statement',
    ],
    wrappers: ['expression_statement', 'argument'],
  },
  definitionWrappers: ['const_declaration', 'property_declaration'],
  exported: (tree, row) => {
    const owner = /_element$/.test(typeOf(tree, row)) ? tree.parents[row]! : row
    const visibility = childOfType(tree, owner, 'visibility_modifier')
    return visibility < 0 || textOf(tree, visibility) !== 'private'
  },
  bindings: phpBindings,
  highlight: {
    types: ['primitive_type', 'named_type'],
    keywords: [
      'php_tag',
      'php_end_tag',
      'visibility_modifier',
      'static_modifier',
      'abstract_modifier',
      'final_modifier',
    ],
  },
})

// Without the dollar sign, as it is written behind `->`.
function variableName(tree: FlatTree, row: number): number[] {
  const name = childInField(tree, row, 'name')
  if (name < 0) return []
  const inner = childOfType(tree, name, 'name')
  return [inner < 0 ? name : inner]
}

function useDeclaration(tree: FlatTree, row: number): ImportFact[] {
  const line = lineOf(tree, tree.starts[row]!) + 1
  const group = childInField(tree, row, 'body')
  const prefix = childOfType(tree, row, 'namespace_name')
  const base = group >= 0 && prefix >= 0 ? `${textOf(tree, prefix)}\\` : ''
  return namedChildren(tree, group < 0 ? row : group)
    .filter((clause) => typeOf(tree, clause) === 'namespace_use_clause')
    .map((clause) => {
      const [alias] = childrenInField(tree, clause, 'alias')
      const target = namedChildren(tree, clause).find((child) => child !== alias && /name$/.test(typeOf(tree, child)))
      const module = base + (target === undefined ? '' : textOf(tree, target).replace(/^\\/, ''))
      const name = alias === undefined ? module.slice(module.lastIndexOf('\\') + 1) : textOf(tree, alias)
      return { line, module, names: [name] }
    })
}

function includeFile(tree: FlatTree, row: number): ImportFact[] {
  for (let i = row + 1; i < tree.nexts[row]!; i++) {
    if (!/^(?:string|encapsed_string)$/.test(typeOf(tree, i))) continue
    return [{ line: lineOf(tree, tree.starts[row]!) + 1, module: textOf(tree, i).slice(1, -1), names: [] }]
  }
  return []
}
