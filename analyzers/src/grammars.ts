import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'

const require = createRequire(import.meta.url)

/**
 * Where a WebAssembly file of tree-sitter is: `web-tree-sitter.wasm`, or `<package>/<file>.wasm` of a grammar. What is
 * published carries the grammars in a folder of its own, a clone has the packages they come from.
 */
export function wasmPath(file: string): string {
  if (file === 'web-tree-sitter.wasm') return require.resolve('web-tree-sitter/web-tree-sitter.wasm')
  const published = join(import.meta.dirname, '..', 'grammars', basename(file))
  if (existsSync(published)) return published
  const [name = ''] = file.split('/')
  return join(dirname(require.resolve(`${name}/package.json`)), basename(file))
}

export async function readWasm(file: string): Promise<Uint8Array> {
  return readFile(wasmPath(file))
}
