import type { KnownPath } from '@tlc/core/engine/requests/path-known'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { engineOn, type RunningEngine } from '../_engine.ts'

const test = suite<RunningEngine>('core/engine/requests/path-known')

test.before(async (context) => {
  const text = 'a = 1\n'
  const paths = ['shop/cart.py', 'shop/cart_view.py', 'lib/cart.ts', 'lib/deep/cart.py', 'README.md']
  Object.assign(context, await engineOn(Object.fromEntries(paths.map((path) => [path, text]))))
})
test.after((context) => context.dispose())

test('files and folders are known, however their path is written', async ({ ask }) => {
  for (const [given, path] of [
    ['shop/cart.py', 'shop/cart.py'],
    ['./shop/cart.py', 'shop/cart.py'],
    ['shop/', 'shop'],
    ['lib/deep', 'lib/deep'],
    ['.', ''],
    ['', ''],
  ])
    assert.equal(await ask<KnownPath>('path.known', { path: given }), { path, near: [] })
})

test('of an unknown path the same name comes first, then the same stem, then a part of it', async ({ ask }) => {
  const { path, near } = await ask<KnownPath>('path.known', { path: 'src/shop/cart.py' })
  assert.is(path, null)
  assert.equal(near, ['shop/cart.py', 'lib/deep/cart.py', 'lib/cart.ts'])
  assert.equal(await ask<KnownPath>('path.known', { path: 'nothing.like.it' }), { path: null, near: [] })
})

test('what leads out of the project is none of its paths', async ({ ask }) => {
  for (const path of ['../shop/cart.py', '/etc/passwd', 'shop/../../x'])
    assert.is((await ask<KnownPath>('path.known', { path })).path, null)
})

test.run()
