/**
 * A parsed file as columns, one row a node in the order of the source; a subtree is the range from its node to `nexts`.
 * The columns are longer than `count` and are used again for the next file.
 */
export interface FlatTree {
  source: string
  count: number
  /** Node type, an index into `names` and `named`. */
  types: Uint16Array
  /** Field of the parent that holds a named node; 0 for none, and for all tokens. */
  fields: Uint8Array
  starts: Uint32Array
  ends: Uint32Array
  /** The root is its own parent. */
  parents: Uint32Array
  /** Row after the last row of the subtree. */
  nexts: Uint32Array
  /** Offset at which each line starts. */
  lineStarts: Uint32Array
  lineCount: number
  names: readonly string[]
  named: Uint8Array
  fieldIds: ReadonlyMap<string, number>
}

/** The line, counted from 0, that holds an offset of the source. */
export function lineOf(tree: FlatTree, offset: number): number {
  const { lineStarts } = tree
  let low = 0
  let high = tree.lineCount - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (lineStarts[middle]! <= offset) low = middle
    else high = middle - 1
  }
  return low
}

/** The first child in a field, or -1. */
export function childInField(tree: FlatTree, row: number, field: string): number {
  const id = tree.fieldIds.get(field)
  if (id === undefined) return -1
  const { fields, nexts } = tree
  const end = nexts[row]!
  for (let i = row + 1; i < end; i = nexts[i]!) if (fields[i] === id) return i
  return -1
}

/** All children in a field. */
export function childrenInField(tree: FlatTree, row: number, field: string): number[] {
  const id = tree.fieldIds.get(field)
  const found: number[] = []
  if (id === undefined) return found
  const { fields, nexts } = tree
  for (let i = row + 1; i < nexts[row]!; i = nexts[i]!) if (fields[i] === id) found.push(i)
  return found
}

export function namedChildren(tree: FlatTree, row: number): number[] {
  const { nexts, named, types } = tree
  const found: number[] = []
  for (let i = row + 1; i < nexts[row]!; i = nexts[i]!) if (named[types[i]!] === 1) found.push(i)
  return found
}

/** The first child of a type, or -1. */
export function childOfType(tree: FlatTree, row: number, type: string): number {
  const { nexts, names, types } = tree
  for (let i = row + 1; i < nexts[row]!; i = nexts[i]!) if (names[types[i]!] === type) return i
  return -1
}

export function typeOf(tree: FlatTree, row: number): string {
  return tree.names[tree.types[row]!]!
}

export function textOf(tree: FlatTree, row: number): string {
  return tree.source.slice(tree.starts[row], tree.ends[row])
}

/** The row reached by a path of fields, `declarator.name`, or -1. */
export function follow(tree: FlatTree, row: number, path: string): number {
  let found = row
  for (const field of path.split('.')) {
    found = childInField(tree, found, field)
    if (found < 0) return -1
  }
  return found
}

/** The row of the innermost node that covers an offset of the source; the root for one outside every node. */
export function innermostAt(tree: FlatTree, offset: number): number {
  let low = 0
  let high = tree.count - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (tree.starts[middle]! <= offset) low = middle
    else high = middle - 1
  }
  while (low > 0 && tree.ends[low]! <= offset) low = tree.parents[low]!
  return low
}
