import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type Import, importsOf, sourceFiles } from '../helpers/sources.ts'

/** Workspace → the workspaces that it may import. */
const WORKSPACES: Record<string, string[]> = {
  analyzers: [],
  core: ['analyzers'],
  'collab-server': ['core', 'analyzers'],
  tui: ['collab-server', 'core', 'analyzers'],
  bench: ['tui', 'collab-server', 'core', 'analyzers'],
}

/** Folder of core → the folders that it may import. Types of another folder's `contract.ts` are open to all. */
const FOLDERS: Record<string, string[]> = {
  document: [],
  system: [],
  store: ['document', 'system'],
  workspace: ['document', 'system', 'store'],
  history: ['document', 'system', 'store'],
  plan: ['document', 'system', 'store', 'history'],
  link: ['document', 'system'],
  intents: ['document', 'system', 'store', 'history', 'plan'],
  models: ['document', 'system', 'pages'],
  pages: ['document', 'system'],
  index: ['document', 'system', 'store', 'workspace', 'models'],
  learning: ['document', 'system', 'store', 'index'],
  tools: ['document', 'system', 'index', 'engine'],
  engine: [
    'document',
    'system',
    'store',
    'workspace',
    'history',
    'plan',
    'intents',
    'link',
    'index',
    'models',
    'pages',
    'learning',
  ],
}

const imports = sourceFiles().flatMap(importsOf)
const test = suite('boundaries/arrows')

test('a workspace imports only those left of it', () => {
  const wrong = imports.filter(({ file, target }) => {
    const from = folderAt(file, 0)
    const to = target === null ? from : folderAt(target, 0)
    return to !== from && !WORKSPACES[from]?.includes(to)
  })
  assert.equal(wrong.map(arrow), [])
})

test('another workspace is imported by its name, never by a path into its folder', () => {
  const wrong = imports.filter(
    ({ file, target, specifier }) =>
      specifier.startsWith('.') && target !== null && folderAt(file, 0) !== folderAt(target, 0),
  )
  assert.equal(wrong.map(arrow), [])
})

test('a folder of core imports only those left of it', () => {
  const inCore = imports.filter(({ file, target }) => file.startsWith('core/src/') && target?.startsWith('core/src/'))
  const wrong = inCore.filter(({ file, target, typeOnly }) => {
    const from = topic(folderAt(file, 2))
    const to = topic(folderAt(target!, 2))
    if (from === to || (typeOnly && target!.endsWith('/contract.ts'))) return false
    return !FOLDERS[from]?.includes(to)
  })
  assert.equal(wrong.map(arrow), [])
})

test('the shared document imports yjs and itself, nothing of Node', () => {
  const wrong = imports.filter(
    ({ file, target, specifier }) =>
      file.startsWith('core/src/document/') && specifier !== 'yjs' && !/^core\/src\/document[/.]/.test(target ?? ''),
  )
  assert.equal(wrong.map(arrow), [])
})

test('the analyzers know neither the document, nor the network, nor processes', () => {
  const forbidden = /^(yjs|ws|@hocuspocus\/.*|(node:)?(http|https|http2|net|dgram|tls|child_process))$/
  const wrong = imports.filter(({ file, specifier }) => file.startsWith('analyzers/src/') && forbidden.test(specifier))
  assert.equal(wrong.map(arrow), [])
})

test('only the screen and the app import blessed', () => {
  const wrong = imports.filter(
    ({ file, specifier }) => /^blessed(\/|$)/.test(specifier) && !/^tui\/src\/(screen|app)\//.test(file),
  )
  assert.equal(wrong.map(arrow), [])
})

test('core is headless: it starts no HTTP server and draws nothing', () => {
  const wrong = imports.filter(
    ({ file, specifier }) =>
      file.startsWith('core/src/') && /^(blessed.*|@hocuspocus\/server|node-pty|@xterm\/.*)$/.test(specifier),
  )
  assert.equal(wrong.map(arrow), [])
})

function arrow({ file, specifier }: Import): string {
  return `${file} imports ${specifier}`
}

function folderAt(path: string, depth: number): string {
  return path.split('/')[depth]!
}

/** `intents.generated.ts` belongs to `intents`. */
function topic(folder: string): string {
  return folder.replace(/(\.generated)?\.ts$/, '')
}

test.run()
