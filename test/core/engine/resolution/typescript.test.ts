import * as assert from 'uvu/assert'
import { answersSuite } from '../_places.ts'

const FILES = {
  'src/store.ts': [
    'export interface Row { id: number }',
    'export class Store<T extends Row> {',
    '  constructor(private readonly rows: T[]) {}',
    '  find(id: number): T | undefined {',
    '    return this.rows.find((row) => row.id === id)',
    '  }',
    '}',
    'export default function open() {',
    '  return new Store<Row>([])',
    '}',
    'export function helper() {}',
    '',
  ].join('\n'),
  'src/other.ts': 'export class Shelf {\n  find(id: number) {\n    return id\n  }\n}\nexport function helper() {}\n',
  'src/index.ts': "export { Store as Rows, helper as assist } from './store.js'\nexport * from './other'\n",
  'src/app.ts': [
    "import begin, { Store } from './store'",
    "import * as all from './index'",
    "import { assist } from '.'",
    '',
    'const store: Store<never> = new Store([])',
    'store.find(1)',
    'new all.Rows([]).find(2)',
    'new all.Shelf().find(3)',
    'begin()',
    'assist()',
    '',
  ].join('\n'),
  'src/scopes.ts': [
    'const value = 1',
    'function outer(value: string) {',
    '  if (value) {',
    '    const value = 2',
    '    use(value)',
    '  }',
    '  for (const value of []) use(value)',
    '  try {} catch (value) { use(value) }',
    '  return late(value)',
    '  function late(x: string) { return x }',
    '}',
    'function use(it: unknown) { return [it, value] }',
    '',
  ].join('\n'),
  'src/hands.ts': [
    "import { Store } from './store'",
    'type Taker = (index: number, store: Store<never>) => void',
    'class Opened {',
    '  constructor(use: (this: Opened, store: Store<never>) => void) {}',
    '}',
    'function each(first: number, use: (store: Store<never>) => void) {}',
    'function named(use: Taker) {}',
    'new Opened((store) => store.find(1))',
    'each(1, (store) => { store.find(2) })',
    'each(1, function (store) { store.find(3) })',
    'named((index, it) => it.find(4))',
    'each(1, store => store.find(5))',
    'each((store) => store.find(6), 1)',
    '[1].map((row) => row.find(7))',
    '',
  ].join('\n'),
  'lib/tool.js': 'exports.run = function run() {}\nmodule.exports.stop = () => {}\n',
  'lib/main.js': "const { run } = require('./tool')\nconst tool = require('./tool')\nrun()\ntool.stop()\n",
}

const test = answersSuite('core/engine/resolution/typescript', FILES)

test('default, namespace and renamed imports lead through barrels', async ({ definition }) => {
  assert.equal(await definition('src/app.ts:9:1'), ['src/store.ts:8:25 certain'])
  assert.equal(await definition('src/app.ts:7:9'), ['src/store.ts:2:14 certain'])
  assert.equal(await definition('src/app.ts:8:9'), ['src/other.ts:1:14 certain'])
  assert.equal(await definition('src/app.ts:10:1'), ['src/store.ts:11:17 certain'])
})

test('what a function is handed is known by what it is an argument of', async ({ definition }) => {
  const handed = ['8:29', '9:28', '10:34', '11:25', '12:24']
  for (const at of handed) assert.equal(await definition(`src/hands.ts:${at}`), ['src/store.ts:4:3 likely'], at)
  const others = await Promise.all(['13:23', '14:22'].map((at) => definition(`src/hands.ts:${at}`)))
  assert.ok(
    others.flat().every((target) => target.endsWith('by-name')),
    others.flat().join(', '),
  )
})

test('a method is known by what its receiver was made or declared', async ({ references }) => {
  assert.equal(await references('src/store.ts:4:3'), [
    'src/app.ts:7:18 certain',
    'src/store.ts:4:3 certain',
    'src/app.ts:6:7 likely',
    ...['8:29', '9:28', '10:34', '11:25', '12:24'].map((at) => `src/hands.ts:${at} likely`),
  ])
  assert.equal(await references('src/other.ts:2:3'), ['src/app.ts:8:17 certain', 'src/other.ts:2:3 certain'])
})

test('what is exported by default is found under the name that an import gives it', async ({ references }) => {
  assert.equal(await references('src/store.ts:8:25'), [
    'src/app.ts:1:8 certain',
    'src/app.ts:9:1 certain',
    'src/store.ts:8:25 certain',
  ])
})

test('a function is found under the name that a barrel gives it, and its namesake is not', async ({ references }) => {
  assert.equal(await references('src/store.ts:11:17'), [
    'src/app.ts:3:10 certain',
    'src/app.ts:10:1 certain',
    'src/index.ts:1:25 certain',
    'src/index.ts:1:35 certain',
    'src/store.ts:11:17 certain',
  ])
})

test('blocks, loops, catch clauses and parameters are scopes', async ({ references }) => {
  assert.equal(await references('src/scopes.ts:1:7'), ['src/scopes.ts:1:7 certain', 'src/scopes.ts:12:41 certain'])
  assert.equal(await references('src/scopes.ts:2:16'), [
    'src/scopes.ts:2:16 certain',
    'src/scopes.ts:3:7 certain',
    'src/scopes.ts:9:15 certain',
  ])
  assert.equal(await references('src/scopes.ts:4:11'), ['src/scopes.ts:4:11 certain', 'src/scopes.ts:5:9 certain'])
  assert.equal(await references('src/scopes.ts:7:14'), ['src/scopes.ts:7:14 certain', 'src/scopes.ts:7:31 certain'])
  assert.equal(await references('src/scopes.ts:8:17'), ['src/scopes.ts:8:17 certain', 'src/scopes.ts:8:30 certain'])
})

test('a function is bound before it is written', async ({ definition }) => {
  assert.equal(await definition('src/scopes.ts:9:10'), ['src/scopes.ts:10:12 certain'])
})

test('a parameter may be a member too', async ({ definition }) => {
  assert.equal(await definition('src/store.ts:5:17'), ['src/store.ts:3:32 certain'])
})

test('modules of Node are followed', async ({ definition }) => {
  assert.equal(await definition('lib/main.js:3:1'), ['lib/tool.js:1:9 certain'])
  assert.equal(await definition('lib/main.js:4:6'), ['lib/tool.js:2:16 certain'])
})

test.run()
