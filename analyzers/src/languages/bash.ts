import { defineLanguage } from '../define-language.ts'
import type { ImportFact } from '../facts.ts'
import { childInField, childrenInField, type FlatTree, lineOf, textOf, typeOf } from '../syntax/flat-tree.ts'
import { bashBindings } from './_bash-bindings.ts'

export default defineLanguage({
  id: 'bash',
  title: 'Bash',
  extensions: ['.sh', '.bash', '.zsh', '.ksh', '.bats', '.ebuild', '.eclass'],
  fileNames: [
    '.bashrc',
    '.bash_profile',
    '.bash_aliases',
    '.bash_logout',
    '.profile',
    '.zshrc',
    'PKGBUILD',
    'APKBUILD',
  ],
  interpreters: ['sh', 'bash', 'dash', 'ash', 'zsh', 'ksh', 'bats'],
  grammar: 'tree-sitter-bash/tree-sitter-bash.wasm',
  heavy: true,
  identifiers: ['variable_name', 'command_name'],
  comments: ['comment'],
  strings: ['string', 'raw_string', 'ansi_c_string', 'translated_string', 'heredoc_body'],
  interpolates: (source, start) => source[start] !== "'",
  numbers: ['number'],
  definitions: {
    function_definition: { kind: 'function' },
    variable_assignment: {
      kind: 'variable',
      local: null,
      name: assignedVariable,
      refine: (kind, _tree, _row, name) => (/^_*[A-Z][A-Z0-9_]*$/.test(name) ? 'constant' : kind),
    },
  },
  functions: { function_definition: { body: 'body', parameters: () => 0 } },
  imports: { command: sourceCommand },
  control: {
    decisions: ['"if"', '"elif"', '"for"', '"while"', '"until"', '"select"', 'case_item'],
    logical: { parents: ['list', 'binary_expression'], operators: ['"&&"', '"||"'] },
    branches: ['if_statement'],
    elseIfs: ['elif_clause'],
    ternaries: ['ternary_expression'],
    loops: ['for_statement', 'c_style_for_statement', 'while_statement'],
    switches: ['case_statement'],
  },
  rules: {
    calls: { command: { callee: 'name', arguments: 'argument' } },
    assignments: { variable_assignment: { name: 'name', value: 'value' } },
    blocks: ['compound_statement', 'do_group', 'program', 'if_statement', 'elif_clause', 'else_clause', 'case_item'],
    jumps: [],
  },
  bindings: bashBindings,
  exported: () => true,
  highlight: {
    keywords: ['"export"', '"local"', '"readonly"', '"declare"'],
    interpolations: ['command_substitution', 'expansion', 'simple_expansion', 'arithmetic_expansion'],
  },
})

// Not `PATH=… command`, which sets it for that command alone.
function assignedVariable(tree: FlatTree, row: number): number[] {
  if (typeOf(tree, tree.parents[row]!) === 'command') return []
  return childrenInField(tree, row, 'name').filter((name) => typeOf(tree, name) === 'variable_name')
}

function sourceCommand(tree: FlatTree, row: number): ImportFact[] {
  const name = childInField(tree, row, 'name')
  if (name < 0 || !/^(?:source|\.)$/.test(textOf(tree, name))) return []
  const [file] = childrenInField(tree, row, 'argument')
  if (file === undefined) return []
  return [
    { line: lineOf(tree, tree.starts[row]!) + 1, module: textOf(tree, file).replace(/^["']|["']$/g, ''), names: [] },
  ]
}
