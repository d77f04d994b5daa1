import { TAG } from '../bindings.ts'
import type { Binder, BindingRules, Bound } from '../define-bindings.ts'
import {
  childInField,
  childOfType,
  childrenInField,
  type FlatTree,
  namedChildren,
  textOf,
  typeOf,
} from '../syntax/flat-tree.ts'
import { declaredNames, declaresFunction, functionDeclarator, nameWithBody } from './_c-family.ts'

const tag: Binder = (tree, row) => nameWithBody(tree, row).map((name) => ({ name, kind: 'class' }))
const macro =
  (kind: 'function' | 'variable'): Binder =>
  (tree, row) => [{ name: childInField(tree, row, 'name'), kind, scope: 'file' }]

/** Names of C: blocks are scopes, an include brings all names of a file, and what is declared only is found by the linker. */
export const cBindings: BindingRules = {
  scopes: {
    function_definition: 'function',
    function_declarator: (tree, row) => (isOfDefinition(tree, row) ? null : 'function'),
    preproc_function_def: 'function',
    struct_specifier: (tree, row) => (childInField(tree, row, 'body') < 0 ? null : 'class'),
    union_specifier: (tree, row) => (childInField(tree, row, 'body') < 0 ? null : 'class'),
    compound_statement: 'block',
    for_statement: 'block',
  },
  binds: {
    function_definition: (tree, row) =>
      declaredNames(tree, row).map((name) => ({ name, kind: 'function', type: childInField(tree, row, 'type') })),
    declaration: declared,
    parameter_declaration: (tree, row) =>
      declaredNames(tree, row).map((name) => ({ name, kind: 'parameter', type: childInField(tree, row, 'type') })),
    field_declaration: (tree, row) =>
      declaredNames(tree, row).map((name) => ({ name, kind: 'member', type: childInField(tree, row, 'type') })),
    type_definition: (tree, row) =>
      declaredNames(tree, row).map((name) => ({ name, kind: 'variable', type: childInField(tree, row, 'type') })),
    struct_specifier: tag,
    union_specifier: tag,
    enum_specifier: tag,
    enumerator: (tree, row) => [{ name: childInField(tree, row, 'name'), kind: 'variable' }],
    preproc_def: macro('variable'),
    preproc_function_def: macro('function'),
    preproc_params: (tree, row) => namedChildren(tree, row).map((name) => ({ name, kind: 'parameter' })),
  },
  members: { field_expression: { object: 'argument', name: 'field' } },
  keys: { field_designator: namedChildren },
  wrappers: {
    parenthesized_expression: '',
    pointer_expression: 'argument',
    cast_expression: 'type',
    type_descriptor: 'type',
    subscript_expression: 'argument',
    struct_specifier: 'name',
    union_specifier: 'name',
    compound_literal_expression: 'type',
  },
  sequential: true,
  overloads: true,
  sigil: (tree, row) => (isTag(tree, row) ? TAG : ''),
  importsAll: {
    preproc_include: (tree, row) => {
      const path = childInField(tree, row, 'path')
      return path < 0 ? [] : [textOf(tree, path).replace(/^[<"]|[>"]$/g, '')]
    },
  },
  modules: { separator: /\//, relative: 'include', shared: true },
}

/** Tags have names of their own: a variable of `struct node` may be called `node`. */
function isTag(tree: FlatTree, row: number): boolean {
  const parent = tree.parents[row]!
  return /^(?:struct|union|enum)_specifier$/.test(typeOf(tree, parent)) && childInField(tree, parent, 'name') === row
}

/** Whether the parameters are those of a function's definition, and not of a type or of a declaration. */
function isOfDefinition(tree: FlatTree, row: number): boolean {
  let at = tree.parents[row]!
  while (/_declarator$/.test(typeOf(tree, at))) at = tree.parents[at]!
  return typeOf(tree, at) === 'function_definition' && functionDeclarator(tree, at) === row
}

/** A function without a body and a variable that is `extern` are somewhere else. */
function declared(tree: FlatTree, row: number): Bound[] {
  const storage = childOfType(tree, row, 'storage_class_specifier')
  const isExtern = storage >= 0 && textOf(tree, storage) === 'extern'
  const type = childInField(tree, row, 'type')
  return childrenInField(tree, row, 'declarator').flatMap((declarator) => {
    const isFunction = declaresFunction(tree, declarator)
    return innermost(tree, declarator).map((name): Bound => {
      if (isFunction || isExtern) return { name, kind: 'import', from: { module: '', name: textOf(tree, name) } }
      return { name, kind: 'variable', type, value: childInField(tree, declarator, 'value') }
    })
  })
}

function innermost(tree: FlatTree, declarator: number): number[] {
  return /identifier$/.test(typeOf(tree, declarator)) ? [declarator] : declaredNames(tree, declarator)
}
