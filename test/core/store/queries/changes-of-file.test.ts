import changesOfFile from '@tlc/core/store/queries/changes-of-file'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { aCommit, aFile, saveHistory, temporaryStore } from '../_store.ts'

const test = suite('core/store/queries/changes-of-file')

test('a file has its commits, its people and the last of them, under its earlier name too', async () => {
  const { store, remove } = await temporaryStore()
  try {
    await store.saveFiles([aFile('cart.py'), aFile('new.py')])
    await saveHistory(store, [
      aCommit('Bo', '03-01', { 'cart.py': [1, 0] }),
      aCommit('Ada', '02-01', { 'cart.py': 'basket.py' }),
      aCommit('Ada', '01-01', { 'basket.py': [9, 0], 'gone.py': [1, 0] }),
    ])
    assert.equal(await store.query(changesOfFile, { path: 'cart.py' }), [
      { commits: 3, authors: 2, lastAuthor: 'Bo', lastAt: Date.parse('2024-03-01T12:00:00Z') },
    ])
    for (const path of ['new.py', 'gone.py', 'unknown.py']) {
      assert.equal(await store.query(changesOfFile, { path }), [])
    }
  } finally {
    await remove()
  }
})

test.run()
