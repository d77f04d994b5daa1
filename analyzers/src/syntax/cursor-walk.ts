import type { Binding } from './binding.ts'
import { growColumns, type Walk } from './columns.ts'
import type { Grammar } from './grammar.ts'

/** The walk by tree-sitter's own cursor: what every other has to agree with, and the one that holds for any layout. */
export function createCursorWalk(binding: Binding, { definition, leaf, lengths, named, names }: Grammar): Walk {
  const {
    _ts_tree_cursor_goto_first_child_wasm: gotoFirstChild,
    _ts_tree_cursor_goto_next_sibling_wasm: gotoNextSibling,
    _ts_tree_cursor_goto_parent_wasm: gotoParent,
    _ts_tree_cursor_current_node_type_id_wasm: currentType,
    _ts_tree_cursor_current_field_id_wasm: currentField,
    _ts_tree_cursor_start_index_wasm: startIndex,
    _ts_tree_cursor_end_index_wasm: endIndex,
    _ts_tree_cursor_delete_wasm: endWalk,
  } = binding
  const error = names.length - 1
  const { interpolates } = definition

  return (address, source, columns) => {
    startWalk(binding, address)
    let { types, fields, starts, ends, parents, nexts } = columns
    let row = 0
    let parent = 0
    for (;;) {
      if (row === types.length) {
        growColumns(columns)
        ;({ types, fields, starts, ends, parents, nexts } = columns)
      }
      let type = currentType(address)
      if (type > error) type = error
      const start = startIndex(address)
      const length = lengths[type]!
      types[row] = type
      starts[row] = start
      ends[row] = length > 0 ? start + length : endIndex(address)
      fields[row] = named[type] === 1 ? currentField(address) : 0
      parents[row] = parent
      const self = row++
      const kind = leaf[type]!
      if ((kind === 0 || (kind === 2 && interpolates?.(source, start))) && gotoFirstChild(address)) {
        parent = self
        continue
      }
      nexts[self] = row
      while (!gotoNextSibling(address)) {
        if (!gotoParent(address)) {
          nexts[0] = row
          endWalk(address)
          return row
        }
        nexts[parent] = row
        parent = parents[parent]!
      }
    }
  }
}

/** Nodes that the grammar could not place, and tokens that it had to invent. */
export function countErrors(binding: Binding, address: number): number {
  const {
    _ts_tree_cursor_goto_first_child_wasm: gotoFirstChild,
    _ts_tree_cursor_goto_next_sibling_wasm: gotoNextSibling,
    _ts_tree_cursor_goto_parent_wasm: gotoParent,
    _ts_tree_cursor_current_node_type_id_wasm: currentType,
    _ts_tree_cursor_current_node_is_missing_wasm: isMissing,
    _ts_tree_cursor_delete_wasm: endWalk,
  } = binding
  startWalk(binding, address)
  let errors = 0
  for (;;) {
    if (currentType(address) === 65535 || isMissing(address)) errors++
    if (gotoFirstChild(address)) continue
    while (!gotoNextSibling(address)) {
      if (!gotoParent(address)) {
        endWalk(address)
        return errors
      }
    }
  }
}

/**
 * Puts a cursor at the root and leaves its state in the module's memory, where the raw functions find it. Not by
 * `tree.walk()`: when its cursor object is collected, a finalizer frees what then lies in that memory.
 */
function startWalk(binding: Binding, address: number): void {
  binding._ts_tree_root_node_wasm(address)
  binding._ts_tree_cursor_new_wasm(address)
}
