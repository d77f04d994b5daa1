import type { FlatTree } from './flat-tree.ts'

/** The columns of a flat tree that a walk writes. They are replaced by longer ones when a tree needs more rows. */
export type Columns = Pick<FlatTree, 'types' | 'fields' | 'starts' | 'ends' | 'parents' | 'nexts'>

/** Writes all nodes of the tree at an address of the module's memory, and answers with their number. */
export type Walk = (address: number, source: string, columns: Columns) => number

export function makeColumns(size: number): Columns {
  return {
    types: new Uint16Array(size),
    fields: new Uint8Array(size),
    starts: new Uint32Array(size),
    ends: new Uint32Array(size),
    parents: new Uint32Array(size),
    nexts: new Uint32Array(size),
  }
}

/** Doubles the columns and keeps what is in them. */
export function growColumns(columns: Columns): void {
  const larger = makeColumns(columns.types.length * 2)
  larger.types.set(columns.types)
  larger.fields.set(columns.fields)
  larger.starts.set(columns.starts)
  larger.ends.set(columns.ends)
  larger.parents.set(columns.parents)
  larger.nexts.set(columns.nexts)
  Object.assign(columns, larger)
}
