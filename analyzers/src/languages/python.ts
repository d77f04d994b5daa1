import { defineLanguage } from '../define-language.ts'
import type { ImportFact } from '../facts.ts'
import { firstString } from '../passes/doc-comments.ts'
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
import { pythonBindings } from './_python-bindings.ts'

export default defineLanguage({
  id: 'python',
  title: 'Python',
  extensions: ['.py', '.pyi', '.pyw'],
  fileNames: ['SConstruct', 'SConscript'],
  interpreters: ['python', 'python2', 'python3', 'pypy', 'pypy3'],
  grammar: 'tree-sitter-python/tree-sitter-python.wasm',
  identifiers: ['identifier'],
  comments: ['comment'],
  strings: ['string'],
  interpolates,
  numbers: ['integer', 'float'],
  constants: ['true', 'false', 'none', 'ellipsis'],
  definitions: {
    class_definition: { kind: 'class' },
    function_definition: {
      kind: 'function',
      member: 'method',
      refine: (kind, _tree, _row, name) => (kind === 'method' && name === '__init__' ? 'constructor' : kind),
    },
    assignment: {
      kind: 'variable',
      member: 'field',
      local: null,
      name: assignedNames,
      refine: (kind, _tree, _row, name) => (/^_*[A-Z][A-Z0-9_]*$/.test(name) ? 'constant' : kind),
    },
    type_alias_statement: { kind: 'type', local: null, name: (tree, row) => [firstIdentifier(tree, row)] },
  },
  functions: { function_definition: { body: 'body' } },
  imports: {
    import_statement: plainImport,
    import_from_statement: importFrom,
    future_import_statement: (tree, row) => [
      { line: lineOf(tree, tree.starts[row]!) + 1, module: '__future__', names: boundNames(tree, row) },
    ],
  },
  control: {
    decisions: ['"if"', '"elif"', '"for"', '"while"', '"except"', '"finally"', 'case_clause'],
    logical: { parents: ['boolean_operator'], operators: ['"and"', '"or"'] },
    branches: ['if_statement'],
    elseIfs: ['elif_clause'],
    ternaries: ['conditional_expression'],
    loops: ['for_statement', 'while_statement'],
    switches: ['match_statement'],
    catches: ['except_clause'],
    lambdas: ['lambda'],
  },
  rules: {
    calls: { call: { callee: 'function', arguments: 'arguments' } },
    catches: { except_clause: { type: 'value' } },
    assignments: {
      assignment: { name: 'left', value: 'right' },
      named_expression: { name: 'name', value: 'value' },
      keyword_argument: { name: 'name', value: 'value' },
      default_parameter: { name: 'name', value: 'value' },
      typed_default_parameter: { name: 'name', value: 'value' },
      pair: { name: 'key', value: 'value' },
    },
    blocks: ['block', 'module'],
    jumps: ['return_statement', 'raise_statement', 'break_statement', 'continue_statement'],
    wrappers: ['expression_statement'],
  },
  bindings: pythonBindings,
  definitionWrappers: ['decorated_definition', 'expression_statement'],
  docstring: (tree, row) => (typeOf(tree, row) === 'assignment' ? -1 : firstString(tree, row)),
  exported: (_tree, _row, name) => !name.startsWith('_') || (name.startsWith('__') && name.endsWith('__')),
  highlight: { types: ['type'], interpolations: ['interpolation'] },
})

// `f"…"` and `rf"…"`: an f or a t among the letters before the quote.
function interpolates(source: string, start: number): boolean {
  for (let i = start; i < start + 3; i++) {
    const letter = source.charCodeAt(i) | 32
    if (letter === 102 || letter === 116) return true
    if (letter < 97) return false
  }
  return false
}

// `a = b = 1` nests assignments; each yields its own names. An augmented target or an attribute defines nothing.
function assignedNames(tree: FlatTree, row: number): number[] {
  const left = childInField(tree, row, 'left')
  if (left < 0) return []
  if (typeOf(tree, left) === 'identifier') return [left]
  if (typeOf(tree, left) !== 'pattern_list' && typeOf(tree, left) !== 'tuple_pattern') return []
  return namedChildren(tree, left).filter((child) => typeOf(tree, child) === 'identifier')
}

function firstIdentifier(tree: FlatTree, row: number): number {
  let found = row
  while (found + 1 < tree.nexts[row]! && typeOf(tree, found) !== 'identifier') found++
  return found
}

function plainImport(tree: FlatTree, row: number): ImportFact[] {
  const line = lineOf(tree, tree.starts[row]!) + 1
  return childrenInField(tree, row, 'name').map((child) => {
    const alias = childInField(tree, child, 'alias')
    const module = textOf(tree, alias < 0 ? child : childInField(tree, child, 'name'))
    return { line, module, names: [alias < 0 ? module.split('.')[0]! : textOf(tree, alias)] }
  })
}

function importFrom(tree: FlatTree, row: number): ImportFact[] {
  const module = childInField(tree, row, 'module_name')
  if (module < 0) return []
  const names = childOfType(tree, row, 'wildcard_import') >= 0 ? ['*'] : boundNames(tree, row)
  return [{ line: lineOf(tree, tree.starts[row]!) + 1, module: textOf(tree, module), names }]
}

function boundNames(tree: FlatTree, row: number): string[] {
  return childrenInField(tree, row, 'name').map((child) => {
    const alias = childInField(tree, child, 'alias')
    return textOf(tree, alias < 0 ? child : alias)
  })
}
