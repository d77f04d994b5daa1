import type { Target } from '@tlc/core/engine/answers'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { engineOn, type RunningEngine } from '../_engine.ts'

const test = suite<RunningEngine>('core/engine/requests/symbols-definition')

test.before(async (context) => {
  Object.assign(
    context,
    await engineOn({
      'lib.py': 'def load(key):\n    return key\n',
      'main.py': 'from lib import load\n\nprint(load(1))\n',
    }),
  )
})
test.after((context) => context.dispose())

test('the definition is found from a use, and nothing from white space or beyond the end', async ({ ask }) => {
  const at = (line: number, column: number) =>
    ask<{ targets: Target[] }>('symbols.definition', { path: 'main.py', line, column })
  assert.equal((await at(3, 7)).targets, [{ path: 'lib.py', line: 1, column: 5, certainty: 'certain' }])
  assert.equal((await at(2, 1)).targets, [])
  assert.equal((await at(99, 1)).targets, [])
})

test('a place without a line is refused', async ({ refused }) => {
  assert.is(await refused('symbols.definition', { path: 'main.py', line: 0, column: 1 }), 'input/invalid')
})

test.run()
