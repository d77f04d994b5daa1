import { CALLED } from '../bindings.ts'
import type { BindingRules, Bound } from '../define-bindings.ts'
import { childInField, childrenInField, type FlatTree, textOf, typeOf } from '../syntax/flat-tree.ts'

/** Names of Bash: a variable is the script's unless its function says `local`, and a sourced script brings all its names. */
export const bashBindings: BindingRules = {
  scopes: { function_definition: 'function' },
  binds: {
    function_definition: (tree, row) => [{ name: childInField(tree, row, 'name'), kind: 'function', scope: 'file' }],
    variable_assignment: (tree, row) => {
      // `PATH=… command` sets it for that command alone.
      if (typeOf(tree, tree.parents[row]!) === 'command') return []
      return variable(tree, childInField(tree, row, 'name'))
    },
    declaration_command: (tree, row) => declaredNames(tree, row).flatMap((name) => variable(tree, name)),
    for_statement: (tree, row) => variable(tree, childInField(tree, row, 'variable')),
  },
  members: {},
  boundNames: ['word'],
  sigil: (tree, row) => (typeOf(tree, row) === 'variable_name' ? '' : CALLED),
  importsAll: { command: sourced },
  modules: { separator: /\//, relative: 'include', shared: true },
}

function variable(tree: FlatTree, name: number): Bound[] {
  if (name < 0 || typeOf(tree, name) !== 'variable_name') return []
  return [{ name, kind: 'variable', scope: isLocal(tree, name) ? 'function' : 'file' }]
}

/** Whether the function around says that the variable is its own. */
function isLocal(tree: FlatTree, name: number): boolean {
  let fn = name
  while (fn > 0 && typeOf(tree, fn) !== 'function_definition') fn = tree.parents[fn]!
  if (typeOf(tree, fn) !== 'function_definition') return false
  const text = textOf(tree, name)
  for (let i = fn; i < tree.nexts[fn]!; i++) {
    if (typeOf(tree, i) !== 'declaration_command' || !/^(?:local|declare|typeset)\b(?!\s+-\w*g)/.test(textOf(tree, i)))
      continue
    if (declaredNames(tree, i).some((each) => textOf(tree, each) === text)) return true
  }
  return false
}

/** The variables of a declaration, those that are given a value too. */
function declaredNames(tree: FlatTree, row: number): number[] {
  const found: number[] = []
  for (let i = row + 1; i < tree.nexts[row]!; i = tree.nexts[i]!) {
    if (typeOf(tree, i) === 'variable_name') found.push(i)
    if (typeOf(tree, i) === 'variable_assignment') found.push(...childrenInField(tree, i, 'name'))
  }
  return found
}

/** `. "$DIR/lib.sh"`: the folder that a variable names is not known, but what is in it. */
function sourced(tree: FlatTree, row: number): string[] {
  const name = childInField(tree, row, 'name')
  if (name < 0 || !/^(?:source|\.)$/.test(textOf(tree, name))) return []
  const [file] = childrenInField(tree, row, 'argument')
  if (file === undefined) return []
  const path = textOf(tree, file)
    .replaceAll(/["']/g, '')
    .replace(/^\$(?:\w+|\{[^}]*\}|\(.*\))\//, '')
  return path === '' || path.includes('$') ? [] : [path]
}
