import type { Target } from '@tlc/core/engine/answers'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { engineOn, type RunningEngine } from '../_engine.ts'

const test = suite<RunningEngine>('core/engine/requests/symbols-references')

test.before(async (context) => {
  Object.assign(
    context,
    await engineOn({
      'lib.py': 'def load(key):\n    return key\n',
      'main.py': 'from lib import load\n\nprint(load(1))\n',
      'other.js': 'load()\n',
    }),
  )
})
test.after((context) => context.dispose())

interface References {
  name: string | null
  targets: Target[]
}
const places = ({ targets }: References) => targets.map(({ path, line }) => `${path}:${line}`)

test('the uses of the name at a place are those in files of its language', async ({ ask }) => {
  const answer = await ask<References>('symbols.references', { path: 'main.py', line: 3, column: 7 })
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
  const { targets } = await ask<References>('symbols.references', { name: 'load', texts: 2 })
  assert.equal(
    targets.map(({ text }) => text),
    ['def load(key):', 'from lib import load', undefined, undefined],
  )
})

test('no name and no place are no question', async ({ ask }) => {
  assert.equal(await ask('symbols.references'), { name: null, targets: [] })
})

test.run()
