import * as assert from 'uvu/assert'
import { answersSuite } from './_places.ts'

const FILES = {
  'shapes.py': 'def area(side):\n    return side * side\n\n\ndef only_here():\n    return area(2)\n',
  'other.py': 'def area(radius):\n    return radius\n',
  'main.py': 'from shapes import area\n\narea(3)\nonly_here()\n',
  'loose.py': 'area(1)\n',
  'app.js': 'function only_here() {}\n',
  'nested.py': 'def outer():\n    def run():\n        pass\n    run()\n\n\ndef run():\n    pass\n\n\nrun()\n',
  'broken.py': 'def f(value):\n    return value +\n\n\ndef g(value):\n    return value\n',
  'huge.py': Array.from({ length: 8_000 }, (_, i) => `def step_${i}(value):\n    return value\n`).join(''),
  'script.lua': 'local area = 1\n',
}

const test = answersSuite('core/engine/resolve', FILES)

test('a name that the file defines itself is certain, whatever others define', async ({ definition }) => {
  assert.equal(await definition('shapes.py:6:12'), ['shapes.py:1:5 certain'])
})

test('a name that is imported comes from the file that the import names', async ({ definition }) => {
  assert.equal(await definition('main.py:3:1'), ['shapes.py:1:5 certain'])
})

test('the only definition of the language is likely, those of other languages do not count', async ({ definition }) => {
  assert.equal(await definition('main.py:4:1'), ['shapes.py:5:5 likely'])
})

test('where nothing tells them apart, all of that name are candidates', async ({ definition }) => {
  assert.equal((await definition('loose.py:1:1')).sort(), ['other.py:1:5 by-name', 'shapes.py:1:5 by-name'])
})

test('of two in one file the one that is in scope is meant', async ({ definition }) => {
  assert.equal(await definition('nested.py:4:5'), ['nested.py:2:9 certain'])
  assert.equal(await definition('nested.py:11:1'), ['nested.py:7:5 certain'])
})

test('the uses of a name are those that mean it, and no others of that name', async ({ references }) => {
  assert.equal(await references('main.py:3:1'), [
    'main.py:1:20 certain',
    'main.py:3:1 certain',
    'shapes.py:1:5 certain',
    'shapes.py:6:12 certain',
  ])
})

test('what is right in a broken file is still bound', async ({ definition }) => {
  assert.equal(await definition('broken.py:6:12'), ['broken.py:5:7 certain'])
})

test('a file of sixteen thousand lines is answered, and the uses of a parameter are those of its function', async (context) => {
  assert.equal(await context.references('huge.py:14001:15'), ['huge.py:14001:15 certain', 'huge.py:14002:12 certain'])
})

test('a language without a grammar has no answer, and no fault', async ({ definition, references }) => {
  assert.equal(await definition('script.lua:1:7'), [])
  assert.equal(await references('script.lua:1:7'), [])
})

test('a file that is gone has nothing to resolve, and one outside is refused', async ({ definition, refused }) => {
  assert.equal(await definition('no.py:1:1'), [])
  assert.is(await refused('symbols.definition', { path: '../x.py', line: 1, column: 1 }), 'path/outside')
  assert.is(await refused('symbols.references', { path: '../x.py', line: 1, column: 1 }), 'path/outside')
})

test('a search that is not wanted any more ends', async ({ ask }) => {
  const stop = new AbortController()
  stop.abort(new Error('gone'))
  const asked = ask('symbols.references', { path: 'shapes.py', line: 1, column: 5 }, stop.signal)
  assert.is(
    await asked.then(
      () => 'answered',
      (fault) => fault.message,
    ),
    'gone',
  )
})

test('a file that was saved is bound anew', async ({ write, definition, engine }) => {
  write('saved.py', 'def first():\n    pass\n\n\nfirst()\n')
  await engine.idle()
  assert.equal(await definition('saved.py:5:1'), ['saved.py:1:5 certain'])
  write('saved.py', '\n\ndef first():\n    pass\n\n\nfirst()\n')
  assert.equal(await definition('saved.py:7:1'), ['saved.py:3:5 certain'])
})

test.run()
