import { readdirSync } from 'node:fs'
import { createContext, runInContext } from 'node:vm'
import { build } from 'esbuild'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const FOLDER = new URL('../../../core/src/document/', import.meta.url).pathname
const test = suite('core/document/browser')

test('the shared document is bundled for a browser without anything of Node', async () => {
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
  const { outputFiles, metafile } = await bundle(
    files.map((file) => `export * as _${file.replace(/\W/g, '_')} from './${file}'`),
    'esm',
  )
  const inputs = Object.keys(metafile.inputs)
  assert.ok(inputs.length > files.length)
  assert.equal(
    inputs.filter((path) => path.includes('node_modules') && !/node_modules\/(yjs|lib0)\//.test(path)),
    [],
  )
  assert.ok(outputFiles[0]!.contents.length < 400_000)
})

test('the bundle runs where there is no process, no Buffer and no require', async () => {
  const { outputFiles } = await bundle(
    [
      `import * as Y from 'yjs'`,
      `import steps from './collections/steps.ts'`,
      `import { sessionMarkdown } from './export-session.ts'`,
      `const doc = new Y.Doc()`,
      `globalThis.answer = [steps.size(doc), sessionMarkdown({ project: doc, session: doc, id: 'none' })]`,
    ],
    'iife',
  )
  const page: Record<string, unknown> = { crypto: globalThis.crypto, TextEncoder, TextDecoder, console }
  page.globalThis = page
  runInContext(outputFiles[0]!.text, createContext(page))
  assert.equal(JSON.parse(JSON.stringify(page.answer)), [0, ''])
})

function bundle(lines: string[], format: 'esm' | 'iife') {
  return build({
    stdin: { contents: lines.join('\n'), resolveDir: FOLDER, loader: 'ts' },
    platform: 'browser',
    format,
    bundle: true,
    write: false,
    metafile: true,
    logLevel: 'silent',
  })
}

test.run()
