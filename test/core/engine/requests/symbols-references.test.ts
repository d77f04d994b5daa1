import type { Uses } from '@tlc/core/engine/answers'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { engineOn, type RunningEngine } from '../_engine.ts'

const test = suite<RunningEngine>('core/engine/requests/symbols-references')

/** More members of one name than a use of which nothing is known could be guessed among. */
const MANY_NEXT = [...'ABCDE'].map((name) => `export class ${name} {\n  next() {}\n}\n`).join('')

test.before(async (context) => {
  Object.assign(
    context,
    await engineOn({
      'lib.py': 'def load(key):\n    return key\n',
      'main.py': 'from lib import load\n\nprint(load(1))\n',
      'other.js': 'load()\n',
      'shapes.ts': MANY_NEXT,
      'draw.ts': "import { A } from './shapes'\nexport const draw = (it) => it.next()\nnew A().next()\n",
    }),
  )
})
test.after((context) => context.dispose())

const places = ({ targets }: Uses) => targets.map(({ path, line }) => `${path}:${line}`)

test('the uses of the name at a place are those in files of its language', async ({ ask }) => {
  const answer = await ask<Uses>('symbols.references', { path: 'main.py', line: 3, column: 7 })
  assert.is(answer.name, 'load')
  assert.equal(places(answer), ['lib.py:1', 'main.py:1', 'main.py:3'])
})

test('a name alone is looked for in all languages', async ({ ask }) => {
  assert.equal(places(await ask('symbols.references', { name: 'load' })), [
    'lib.py:1',
    'main.py:1',
    'main.py:3',
    'other.js:1',
  ])
})

test('as many texts as asked for are read along', async ({ ask }) => {
  const { targets } = await ask<Uses>('symbols.references', { name: 'load', texts: 2 })
  assert.equal(
    targets.map(({ text }) => text),
    ['def load(key):', 'from lib import load', undefined, undefined],
  )
})

test('uses on what is not known are counted where many are called so, and told when all are asked for', async ({
  ask,
}) => {
  const place = { path: 'shapes.ts', line: 2, column: 3 }
  const known = await ask<Uses>('symbols.references', place)
  assert.equal(places(known), ['draw.ts:3', 'shapes.ts:2'])
  assert.is(known.leftOut, 1)
  const all = await ask<Uses>('symbols.references', { ...place, all: true })
  assert.equal(places(all), ['draw.ts:3', 'shapes.ts:2', 'draw.ts:2'])
  assert.equal([all.targets.at(-1)?.certainty, all.leftOut], ['by-name', 0])
})

test('no name and no place are no question', async ({ ask }) => {
  assert.equal(await ask('symbols.references'), { name: null, targets: [], leftOut: 0 })
})

test.run()
