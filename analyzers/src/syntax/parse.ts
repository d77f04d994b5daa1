import { type ParseOptions, Parser, type Tree } from 'web-tree-sitter'
import { addressOf, type Binding } from './binding.ts'
import type { FlatTree } from './flat-tree.ts'
import type { Grammar } from './grammar.ts'

export interface ParsedFile {
  tree: FlatTree
  grammar: Grammar
  /** Nodes that the grammar could not place, and tokens that it had to invent. */
  syntaxErrors: number
}

/** A file that takes longer is given up. A megabyte takes half a second; only text that no parser likes takes longer. */
export const MAX_PARSE_MS = 5000
/** Shorter files never take long, and are spared the questions whether to go on. */
const QUICK_LENGTH = 16_384

/** Parses one file after the other into the same columns; what `parse` returned is valid until the next call. */
export function createFlatParser(binding: Binding) {
  const parser = new Parser()
  let columns = makeColumns(1 << 16)

  /** Null when the parser gave up. `lineStarts` are those of `source`. */
  function parse(grammar: Grammar, source: string, lineStarts: Uint32Array, lineCount: number): ParsedFile | null {
    parser.setLanguage(grammar.language)
    const tree = parser.parse(source, null, source.length > QUICK_LENGTH ? giveUpAfter(MAX_PARSE_MS) : undefined)
    if (!tree) {
      parser.reset()
      return null
    }
    try {
      const count = fill(tree, source, grammar)
      const syntaxErrors = tree.rootNode.hasError ? countErrors(tree) : 0
      const { names, named, fieldIds } = grammar
      return {
        tree: { source, count, ...columns, lineStarts, lineCount, names, named, fieldIds },
        grammar,
        syntaxErrors,
      }
    } finally {
      tree.delete()
    }
  }

  function fill(tree: Tree, source: string, { definition, leaf, lengths, named, names }: Grammar): number {
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
    const address = addressOf(tree)
    startWalk(binding, address)
    let { types, fields, starts, ends, parents, nexts } = columns
    let row = 0
    let parent = 0
    for (;;) {
      if (row === types.length) {
        columns = grow(columns)
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

  function countErrors(tree: Tree): number {
    const {
      _ts_tree_cursor_goto_first_child_wasm: gotoFirstChild,
      _ts_tree_cursor_goto_next_sibling_wasm: gotoNextSibling,
      _ts_tree_cursor_goto_parent_wasm: gotoParent,
      _ts_tree_cursor_current_node_type_id_wasm: currentType,
      _ts_tree_cursor_current_node_is_missing_wasm: isMissing,
      _ts_tree_cursor_delete_wasm: endWalk,
    } = binding
    const address = addressOf(tree)
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

  return { parse, close: () => parser.delete() }
}

/**
 * Puts a cursor at the root and leaves its state in the module's memory, where the raw functions find it. Not by
 * `tree.walk()`: when its cursor object is collected, a finalizer frees what then lies in that memory.
 */
function startWalk(binding: Binding, address: number): void {
  binding._ts_tree_root_node_wasm(address)
  binding._ts_tree_cursor_new_wasm(address)
}

type Columns = Pick<FlatTree, 'types' | 'fields' | 'starts' | 'ends' | 'parents' | 'nexts'>

// A comment that never ends makes some grammars read to the end of the file again at every character.
function giveUpAfter(ms: number): ParseOptions {
  const end = performance.now() + ms
  return { progressCallback: () => performance.now() > end }
}

function makeColumns(size: number): Columns {
  return {
    types: new Uint16Array(size),
    fields: new Uint8Array(size),
    starts: new Uint32Array(size),
    ends: new Uint32Array(size),
    parents: new Uint32Array(size),
    nexts: new Uint32Array(size),
  }
}

function grow(columns: Columns): Columns {
  const larger = makeColumns(columns.types.length * 2)
  larger.types.set(columns.types)
  larger.fields.set(columns.fields)
  larger.starts.set(columns.starts)
  larger.ends.set(columns.ends)
  larger.parents.set(columns.parents)
  larger.nexts.set(columns.nexts)
  return larger
}
