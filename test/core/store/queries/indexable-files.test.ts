import indexableFiles from '@tlc/core/store/queries/indexable-files'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { aFile, temporaryStore } from '../_store.ts'

const test = suite('core/store/queries/indexable-files')

test('every file that was read comes with its hash and how many files import its name', async () => {
  const { store, remove } = await temporaryStore()
  const importing = (...modules: string[]) => ({
    imports: modules.map((module, i) => ({ module, line: i + 1, names: [] })),
  })
  try {
    await store.saveFiles([
      aFile('shop/cart.py'),
      aFile('a.py', importing('shop.cart', 'os')),
      aFile('b.ts', importing('./shop/cart.ts', './shop/cart.ts')),
      { ...aFile('image.bin'), skipped: 'binary', facts: null },
    ])
    const files = await store.query(indexableFiles, {})
    assert.equal(files.map(({ path, hash, importers }) => [path, hash, importers]).sort(), [
      ['a.py', 'hash of a.py', 0],
      ['b.ts', 'hash of b.ts', 0],
      ['shop/cart.py', 'hash of shop/cart.py', 2],
    ])
    assert.ok(files.every(({ mtimeMs }) => mtimeMs > 1_600_000_000_000))
  } finally {
    await remove()
  }
})

test.run()
