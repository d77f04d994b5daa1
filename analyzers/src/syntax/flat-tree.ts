/**
 * A parsed file as columns, one row a node in the order of the source; a subtree is the range from its node to `nexts`.
 * The columns are longer than `count` and are used again for the next file.
 */
export interface FlatTree {
  source: string
  count: number
  /** Node type, an index into `names` and `named`. */
  types: Uint16Array
  /** Field of the parent that holds the node; 0 for none. */
  fields: Uint8Array
  starts: Uint32Array
  ends: Uint32Array
  parents: Uint32Array
  /** Row after the last row of the subtree. */
  nexts: Uint32Array
  lineStarts: Uint32Array
  lineCount: number
  names: readonly string[]
  named: Uint8Array
  fieldIds: ReadonlyMap<string, number>
}

/** The line, counted from 0, that holds an offset of the source. */
export function lineOf(tree: FlatTree, offset: number): number {
  let low = 0
  let high = tree.lineCount - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (tree.lineStarts[middle]! <= offset) low = middle
    else high = middle - 1
  }
  return low
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
