import { type Language, Parser, type Tree } from 'web-tree-sitter'

/**
 * The functions of tree-sitter's own WebAssembly module that the walk over a tree calls. `TreeCursor` copies its state
 * into the module's memory and back around each of them; the walk leaves it there, which makes it three times as fast.
 */
export interface Binding {
  /** The module's memory, which grows with the largest tree and never shrinks. */
  readonly HEAPU8: Uint8Array
  /** Another view of it. All views are replaced when the memory grows. */
  readonly HEAPU32: Uint32Array
  _ts_tree_root_node_wasm(tree: number): void
  _ts_tree_cursor_new_wasm(tree: number): void
  _ts_tree_cursor_goto_first_child_wasm(tree: number): number
  _ts_tree_cursor_goto_next_sibling_wasm(tree: number): number
  _ts_tree_cursor_goto_parent_wasm(tree: number): number
  _ts_tree_cursor_current_node_type_id_wasm(tree: number): number
  _ts_tree_cursor_current_field_id_wasm(tree: number): number
  _ts_tree_cursor_current_node_is_missing_wasm(tree: number): number
  _ts_tree_cursor_start_index_wasm(tree: number): number
  _ts_tree_cursor_end_index_wasm(tree: number): number
  _ts_tree_cursor_delete_wasm(tree: number): void
}

let binding: Promise<Binding> | undefined

/** Starts tree-sitter once a thread; later calls answer with the same module. */
export function startTreeSitter(wasmBinary: () => Promise<Uint8Array>): Promise<Binding> {
  binding ??= start(wasmBinary).catch((error: unknown) => {
    binding = undefined
    throw error
  })
  return binding
}

async function start(wasmBinary: () => Promise<Uint8Array>): Promise<Binding> {
  // The module's functions are put on the object that is handed in.
  const module: { wasmBinary: Uint8Array } & Partial<Binding> = { wasmBinary: await wasmBinary() }
  await Parser.init(module)
  if (typeof module._ts_tree_cursor_goto_first_child_wasm !== 'function') {
    throw new Error('This release of web-tree-sitter does not expose its module')
  }
  return module as unknown as Binding
}

/** The address of a tree or a language in the module's memory. */
export function addressOf(object: Tree | Language): number {
  return (object as unknown as { 0: number })[0]
}
