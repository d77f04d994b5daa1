import type { Target } from '@tlc/core/engine/answers'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { engineOn, type RunningEngine } from './_engine.ts'

const test = suite<RunningEngine>('core/engine/resolve')

test.before(async (context) => {
  Object.assign(
    context,
    await engineOn({
      'shapes.py': 'def area(side):\n    return side * side\n\n\ndef only_here():\n    return area(2)\n',
      'other.py': 'def area(radius):\n    return radius\n',
      'main.py': 'from shapes import area\n\narea(3)\nonly_here()\n',
      'loose.py': 'area(1)\n',
      'app.js': 'function only_here() {}\n',
      'nested.py': 'def outer():\n    def run():\n        pass\n    run()\n\n\ndef run():\n    pass\n\n\nrun()\n',
    }),
  )
})
test.after((context) => context.dispose())

async function definitions({ ask }: RunningEngine, path: string, line: number, column: number) {
  const { targets } = await ask<{ targets: Target[] }>('symbols.definition', { path, line, column })
  return targets.map((target) => `${target.path}:${target.line} ${target.certainty}`)
}

test('a name that the file defines itself is certain, whatever others define', async (context) => {
  assert.equal(await definitions(context, 'shapes.py', 6, 12), ['shapes.py:1 certain'])
})

test('a name that is imported comes from the file that the import names', async (context) => {
  assert.equal(await definitions(context, 'main.py', 3, 1), ['shapes.py:1 certain'])
})

test('the only definition of the language is likely, those of other languages do not count', async (context) => {
  assert.equal(await definitions(context, 'main.py', 4, 1), ['shapes.py:5 likely'])
})

test('where nothing tells them apart, all of that name are candidates', async (context) => {
  assert.equal((await definitions(context, 'loose.py', 1, 1)).sort(), ['other.py:1 by-name', 'shapes.py:1 by-name'])
})

test('of two in one file the nearer one is first', async (context) => {
  assert.is((await definitions(context, 'nested.py', 4, 5))[0], 'nested.py:2 certain')
  assert.is((await definitions(context, 'nested.py', 11, 1))[0], 'nested.py:7 certain')
})

test('a file that is gone has nothing to resolve, and one outside is refused', async (context) => {
  assert.equal(await definitions(context, 'no.py', 1, 1), [])
  assert.is(await context.refused('symbols.definition', { path: '../x.py', line: 1, column: 1 }), 'path/outside')
})

test.run()
