import type { FunctionShape } from '../define-language.ts'
import { childInField, type FlatTree, namedChildren, textOf, typeOf } from '../syntax/flat-tree.ts'
import { rowsOf } from './symbols.ts'

const NO_PARAMETER = /comment|separator|^(?:\/|\*|attribute_item|block_parameters)$/

/** Name and parameters of a function, or undefined for a mere declaration. `known` is its name as a definition. */
export function functionShapeOf(
  tree: FlatTree,
  row: number,
  shape: FunctionShape,
  known: string | undefined,
): { name: string; parameters: number } | undefined {
  if (shape.body !== undefined && !shape.bodyless && childInField(tree, row, shape.body) < 0) return undefined
  return { name: known ?? nameOf(tree, row, shape), parameters: parametersOf(tree, row, shape) }
}

function nameOf(tree: FlatTree, row: number, { name }: FunctionShape): string {
  const [found] = name === undefined ? [] : rowsOf(tree, row, name)
  return found === undefined ? '(anonymous)' : textOf(tree, found)
}

function parametersOf(tree: FlatTree, row: number, { parameters = 'parameters' }: FunctionShape): number {
  if (typeof parameters === 'function') return parameters(tree, row)
  const list = childInField(tree, row, parameters)
  if (list < 0) return 0
  return namedChildren(tree, list).filter((child) => !NO_PARAMETER.test(typeOf(tree, child))).length
}
