import type { Definition, LanguageDefinition } from '../define-language.ts'
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

const NAME = /^(?:(?:field_|type_)?identifier|destructor_name|operator_name|operator_cast|qualified_identifier)$/

const tagged = (kind: 'struct' | 'enum'): Definition => ({ kind, name: nameWithBody })

const definitions: Record<string, Definition> = {
  function_definition: { kind: 'function', member: 'method', name: functionNames },
  struct_specifier: tagged('struct'),
  union_specifier: tagged('struct'),
  enum_specifier: tagged('enum'),
  enumerator: { kind: 'enum-member' },
  field_declaration: { kind: 'field', local: null, name: variableNames },
  declaration: {
    kind: 'variable',
    member: null,
    local: null,
    name: variableNames,
    refine: (kind, tree, row) => (/^(?:static\s+)?(?:const|constexpr)\b/.test(textOf(tree, row)) ? 'constant' : kind),
  },
  type_definition: { kind: 'type', name: declaredNames },
  preproc_def: { kind: 'macro' },
  preproc_function_def: { kind: 'macro' },
}

/** What C and C++ have in common. */
export const cFamily = {
  identifiers: ['identifier', 'field_identifier', 'type_identifier'],
  comments: ['comment'],
  strings: ['string_literal', 'system_lib_string'],
  numbers: ['number_literal', 'char_literal'],
  constants: ['true', 'false', 'null'],
  definitions,
  functions: { function_definition: { body: 'body', parameters: countParameters } },
  imports: { preproc_include: include },
  control: {
    decisions: ['"if"', '"for"', '"while"', '"case"', 'conditional_expression', '"#if"', '"#ifdef"', '"#elif"'],
    logical: { parents: ['binary_expression'], operators: ['"&&"', '"||"'] },
    branches: ['if_statement'],
    ternaries: ['conditional_expression'],
    loops: ['for_statement', 'while_statement', 'do_statement'],
    switches: ['switch_statement'],
    jumps: ['goto_statement'],
    labels: ['statement_identifier'],
  },
  rules: {
    calls: { call_expression: { callee: 'function', arguments: 'arguments' } },
    assignments: {
      init_declarator: { name: 'declarator', value: 'value' },
      assignment_expression: { name: 'left', value: 'right' },
      preproc_def: { name: 'name', value: 'value' },
    },
    blocks: ['compound_statement', 'case_statement'],
    jumps: ['return_statement', 'break_statement', 'continue_statement', 'goto_statement'],
    wrappers: ['expression_statement'],
  },
  // What is not `static` is linked with other files.
  exported: (tree, row) => {
    const storage = childOfType(tree, row, 'storage_class_specifier')
    return storage < 0 || textOf(tree, storage) !== 'static'
  },
  highlight: {
    types: ['type_identifier', 'primitive_type', 'sized_type_specifier'],
    keywords: ['preproc_directive', '"#include"', '"#define"', '"#if"', '"#ifdef"', '"#ifndef"', '"#else"', '"#endif"'],
  },
} satisfies Partial<LanguageDefinition>

/** The names below the declarators of a node, behind pointers, arrays, parameters and qualifiers. */
export function declaredNames(tree: FlatTree, row: number): number[] {
  return childrenInField(tree, row, 'declarator').flatMap((declarator) => innermostName(tree, declarator))
}

/** None for what has no parameters and is taken for a function, `MACRO namespace shop {`. */
function functionNames(tree: FlatTree, row: number): number[] {
  const aside = asideDeclarator(tree, row)
  if (aside >= 0) return innermostName(tree, aside)
  const names = declaredNames(tree, row)
  return names.filter(
    (name) => !/^(?:field_)?identifier$/.test(typeOf(tree, name)) || functionDeclarator(tree, row) >= 0,
  )
}

/**
 * A macro between parameters and body, `int *id() const OVERRIDE {`, is taken for the name, and the declarator left aside as
 * an error: the row of that declarator, or -1.
 */
function asideDeclarator(tree: FlatTree, row: number): number {
  for (let at = row; at >= 0; at = childInField(tree, at, 'declarator')) {
    if (typeOf(tree, at) === 'function_declarator') return -1
    const error = childOfType(tree, at, 'ERROR')
    const aside = error < 0 ? -1 : childOfType(tree, error, 'function_declarator')
    if (aside >= 0) return aside
  }
  return -1
}

/** As `declaredNames`, but without functions that are only declared. */
function variableNames(tree: FlatTree, row: number): number[] {
  return childrenInField(tree, row, 'declarator')
    .filter((declarator) => !declaresFunction(tree, declarator))
    .flatMap((declarator) => innermostName(tree, declarator))
}

function innermostName(tree: FlatTree, declarator: number): number[] {
  let row = declarator
  for (;;) {
    const type = typeOf(tree, row)
    if (type === 'qualified_identifier') row = childInField(tree, row, 'name')
    else if (/^template_(?:function|method|type)$/.test(type)) row = childInField(tree, row, 'name')
    else if (NAME.test(type)) return [row]
    else {
      const inner = childInField(tree, row, 'declarator')
      row =
        inner < 0
          ? (namedChildren(tree, row).find((child) => /declarator|identifier/.test(typeOf(tree, child))) ?? -1)
          : inner
    }
    if (row < 0) return []
  }
}

// A pointer to a function, `int (*f)(void)`, is a variable: its declarator stands in parentheses.
export function declaresFunction(tree: FlatTree, declarator: number): boolean {
  let row = declarator
  while (row >= 0) {
    if (typeOf(tree, row) === 'function_declarator') {
      const inner = childInField(tree, row, 'declarator')
      return inner >= 0 && typeOf(tree, inner) !== 'parenthesized_declarator'
    }
    if (typeOf(tree, row) === 'init_declarator' || NAME.test(typeOf(tree, row))) return false
    row = childInField(tree, row, 'declarator')
  }
  return false
}

/** What is only declared ahead, `struct cart;`, is defined elsewhere. Of `struct Shop::Cart` the name is `Cart`. */
export function nameWithBody(tree: FlatTree, row: number): number[] {
  if (childInField(tree, row, 'body') < 0) return []
  return childrenInField(tree, row, 'name').map((written) => {
    let name = written
    while (typeOf(tree, name) === 'qualified_identifier') name = childInField(tree, name, 'name')
    return name
  })
}

/** The declarator that holds the parameters of a function definition, or -1: that of `f` in `int (*f(int a))(void)`. */
export function functionDeclarator(tree: FlatTree, row: number): number {
  let found = asideDeclarator(tree, row)
  for (let next = childInField(tree, row, 'declarator'); next >= 0; ) {
    if (typeOf(tree, next) === 'function_declarator') found = next
    const inner = childInField(tree, next, 'declarator')
    next =
      inner < 0 ? (namedChildren(tree, next).find((child) => /_declarator$/.test(typeOf(tree, child))) ?? -1) : inner
  }
  return found
}

function countParameters(tree: FlatTree, row: number): number {
  const declarator = functionDeclarator(tree, row)
  const list = declarator < 0 ? -1 : childInField(tree, declarator, 'parameters')
  if (list < 0 || /^\(\s*void\s*\)$/.test(textOf(tree, list))) return 0
  return namedChildren(tree, list).filter((child) => typeOf(tree, child) !== 'comment').length
}

function include(tree: FlatTree, row: number): ImportFact[] {
  const path = childInField(tree, row, 'path')
  if (path < 0) return []
  const module = textOf(tree, path).replace(/^[<"]|[>"]$/g, '')
  return [{ line: lineOf(tree, tree.starts[row]!) + 1, module, names: [] }]
}
