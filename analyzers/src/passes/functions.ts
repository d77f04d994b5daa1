import type { FunctionShape } from '../define-language.ts'
import { childInField, type FlatTree, namedChildren, textOf, typeOf } from '../syntax/flat-tree.ts'
import { rowsOf } from './symbols.ts'

const NO_PARAMETER = /comment|separator|^(?:\/|\*|attribute_item|block_parameters)$/

export interface FunctionHead {
  name: string
  parameters: number
  /** Where the name is written; the function itself when it has none, or when that is outside of it. */
  head: number
  /** The name is that of a property: by the bare name something else is meant. */
  isProperty: boolean
}

/** Name and parameters of a function, or undefined for a mere declaration. `known` is its name as a definition. */
export function functionShapeOf(
  tree: FlatTree,
  row: number,
  shape: FunctionShape,
  known: { name: string; nameRow: number } | null,
): FunctionHead | undefined {
  if (shape.body !== undefined && !shape.bodyless && childInField(tree, row, shape.body) < 0) return undefined
  const parameters = parametersOf(tree, row, shape)
  if (known) return { name: known.name, parameters, head: known.nameRow, isProperty: false }
  const [nameRow] = shape.name === undefined ? [] : rowsOf(tree, row, shape.name)
  if (nameRow === undefined) return { name: '(anonymous)', parameters, head: row, isProperty: false }
  const within = nameRow > row && nameRow < tree.nexts[row]!
  const isProperty = !within && /^(?:private_)?property_identifier$/.test(typeOf(tree, nameRow))
  return { name: textOf(tree, nameRow), parameters, head: within ? nameRow : row, isProperty }
}

function parametersOf(tree: FlatTree, row: number, { parameters = 'parameters' }: FunctionShape): number {
  if (typeof parameters === 'function') return parameters(tree, row)
  const list = childInField(tree, row, parameters)
  if (list < 0) return 0
  return namedChildren(tree, list).filter((child) => !NO_PARAMETER.test(typeOf(tree, child))).length
}
