import { defineLanguage } from '../define-language.ts'
import type { SymbolKind } from '../facts.ts'
import { childInField, type FlatTree, textOf, typeOf } from '../syntax/flat-tree.ts'
import { cFamily, functionDeclarator, nameWithBody } from './_c-family.ts'

export default defineLanguage({
  ...cFamily,
  id: 'cpp',
  title: 'C++',
  extensions: [
    '.cpp',
    '.cc',
    '.cxx',
    '.c++',
    '.hpp',
    '.hh',
    '.hxx',
    '.h++',
    '.ipp',
    '.tpp',
    '.inl',
    '.ino',
    '.cu',
    '.cuh',
  ],
  claims: {
    '.h': /^\s*(?:class\s+\w+[^;]*$|namespace\b|template\s*<|using\s+\w|(?:public|private|protected)\s*:)|\bstd::|^\s*#\s*include\s*<[a-z_]+>/m,
  },
  grammar: 'tree-sitter-cpp/tree-sitter-cpp.wasm',
  identifiers: [...cFamily.identifiers, 'namespace_identifier'],
  strings: [...cFamily.strings, 'raw_string_literal'],
  implicitThis: true,
  definitions: {
    ...cFamily.definitions,
    function_definition: {
      ...cFamily.definitions.function_definition!,
      qualifier,
      refine: (kind, tree, row, name, { kind: around }) => {
        const type = qualifier(tree, row)
        const isTyped = childInField(tree, row, 'type') >= 0
        // A macro with a block in a body, `CATCH (error) {`. Typed ones are functions behind what could not be parsed.
        if (around !== null && BODIES.has(around) && type === null && !isTyped) return null
        if (kind === 'function' && type === null) return kind
        if (name.startsWith('~')) return 'method'
        return !isTyped && !/^operator\b/.test(name) ? 'constructor' : 'method'
      },
    },
    class_specifier: { kind: 'class', name: nameWithBody, qualifier: typeQualifier },
    struct_specifier: { ...cFamily.definitions.struct_specifier!, qualifier: typeQualifier },
    namespace_definition: { kind: 'namespace' },
    alias_declaration: { kind: 'type' },
    concept_definition: { kind: 'type' },
  },
  control: {
    ...cFamily.control,
    decisions: [...cFamily.control.decisions, '"catch"'],
    logical: { parents: ['binary_expression'], operators: ['"&&"', '"||"', '"and"', '"or"'] },
    loops: [...cFamily.control.loops, 'for_range_loop'],
    catches: ['catch_clause'],
    lambdas: ['lambda_expression'],
  },
  rules: {
    ...cFamily.rules,
    calls: { ...cFamily.rules.calls, new_expression: { callee: 'type', arguments: 'arguments' } },
    catches: { catch_clause: { body: 'body', type: 'parameters' } },
    jumps: [...cFamily.rules.jumps, 'throw_statement', 'co_return_statement'],
  },
  definitionWrappers: ['template_declaration'],
  highlight: {
    types: [...cFamily.highlight.types, 'auto'],
    keywords: [...cFamily.highlight.keywords, 'this', 'access_specifier', 'virtual_specifier'],
  },
})

const BODIES: ReadonlySet<SymbolKind> = new Set(['function', 'method', 'constructor'])

/** `net.Server` of `void net::Server::start() {…}`, or null for an unqualified name. */
function qualifier(tree: FlatTree, row: number): string | null {
  const declarator = functionDeclarator(tree, row)
  return declarator < 0 ? null : writtenBefore(tree, childInField(tree, declarator, 'declarator'))
}

/** `Shop` of `struct Shop::Cart {…}`. */
function typeQualifier(tree: FlatTree, row: number): string | null {
  return writtenBefore(tree, childInField(tree, row, 'name'))
}

/** What a qualified name belongs to, with dots between. */
function writtenBefore(tree: FlatTree, name: number): string | null {
  if (name < 0 || typeOf(tree, name) !== 'qualified_identifier') return null
  const written = textOf(tree, name)
  return (
    written
      .slice(0, Math.max(0, written.lastIndexOf('::')))
      .replace(/\s+|<[^>]*>/g, '')
      .replaceAll('::', '.') || null
  )
}
