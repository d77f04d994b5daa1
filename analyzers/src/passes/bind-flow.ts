import { BLOCK_WIDTH } from '../bindings.ts'
import type { BindingTables } from '../syntax/binding-tables.ts'
import type { FlatTree } from '../syntax/flat-tree.ts'

/** Blocks that may not run, as ranges of uses. */
export class FlowBlocks {
  readonly #tree: FlatTree
  readonly #tables: BindingTables
  readonly #blocks: number[] = []
  readonly #openBlocks: { index: number; end: number; structure: number }[] = []
  readonly #closing: { end: number; index: number; field: number }[] = []

  constructor(tree: FlatTree, tables: BindingTables) {
    this.#tree = tree
    this.#tables = tables
  }

  open(row: number): void {
    const { parents, types, nexts } = this.#tree
    const { flow } = this.#tables
    let structure = parents[row]!
    if (flow[types[structure]!] === 2) return
    if (flow[types[structure]!] === 3) structure = parents[structure]!
    const index = this.#blocks.length / BLOCK_WIDTH
    this.#blocks.push(0, 0, this.#openBlocks.at(-1)?.index ?? -1)
    this.#openBlocks.push({ index, end: nexts[row]!, structure: nexts[structure]! })
  }

  /** Closes what ends before the row, behind `uses` uses. */
  close(row: number, uses: number): void {
    while (this.#openBlocks.length > 0 && row >= this.#openBlocks.at(-1)!.end) {
      const block = this.#openBlocks.pop()!
      this.#blocks[block.index * BLOCK_WIDTH] = uses
      this.#closing.push({ end: block.structure, index: block.index, field: 1 })
    }
    for (let i = this.#closing.length - 1; i >= 0; i--) {
      const { end, index, field } = this.#closing[i]!
      if (row < end) continue
      this.#blocks[index * BLOCK_WIDTH + field] = uses
      this.#closing.splice(i, 1)
    }
  }

  /** The block that is open, or -1. */
  current(): number {
    return this.#openBlocks.at(-1)?.index ?? -1
  }

  numbers(): Int32Array {
    return Int32Array.from(this.#blocks)
  }
}
