// Compiles the WebAssembly of the vector search into a module that needs no file beside it; `--check` only compares.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import wabt from 'wabt'

const folder = join(import.meta.dirname, '../core/src/index/vectors')
const target = join(folder, 'dot-kernel-bytes.ts')
const source = readFileSync(join(folder, 'dot-kernel.wat'), 'utf8')
const compiler = await wabt()
const parsed = compiler.parseWat('dot-kernel.wat', source, { simd: true })
const { buffer } = parsed.toBinary({})
const lines = Buffer.from(buffer)
  .toString('base64')
  .match(/.{1,100}/g)!
const text = `// Written by \`npm run generate\` from dot-kernel.wat. Do not edit.

/** The module's bytes in base64. */
export const DOT_KERNEL =
${lines.map((line) => `  '${line}'`).join(' +\n')}
`
const isCurrent = (() => {
  try {
    return readFileSync(target, 'utf8') === text
  } catch {
    return false
  }
})()
if (process.argv.includes('--check')) {
  if (!isCurrent) console.error(`${target} is stale: run \`npm run generate\``)
  process.exitCode = isCurrent ? 0 : 1
} else if (!isCurrent) writeFileSync(target, text)
