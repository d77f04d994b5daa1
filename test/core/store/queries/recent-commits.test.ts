import newestCommits from '@tlc/core/store/queries/newest-commits'
import recentCommits from '@tlc/core/store/queries/recent-commits'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { aCommit, saveHistory, type TemporaryStore, temporaryStore } from '../_store.ts'

const test = suite<{ opened: TemporaryStore }>('core/store/queries/recent-commits')

test.before.each(async (context) => {
  context.opened = await temporaryStore()
  await saveHistory(context.opened.store, [
    aCommit('Bo', '03-01', {}, { parents: 2, hash: 'merge' }),
    aCommit('Bo', '02-01', { 'b.py': [1, 0], 'a.py': [1, 1] }, { hash: 'second' }),
    aCommit('Ada', '01-01', { 'a.py': [9, 0] }, { hash: 'first' }),
  ])
})
test.after.each(({ opened }) => opened.remove())

test('the newest commits come first, merges left out', async ({ opened: { store } }) => {
  assert.equal(await store.query(newestCommits, { limit: 9 }), ['second', 'first'])
  assert.equal(await store.query(newestCommits, { limit: 1 }), ['second'])
})

test('a commit has its author, its time, its subject and its paths in order', async ({ opened: { store } }) => {
  const [commit, ...others] = await store.query(recentCommits, { limit: 1, hashes: [] })
  assert.equal(commit, {
    hash: 'second',
    author: 'Bo',
    at: Date.parse('2024-02-01T12:00:00Z'),
    subject: 'Change of 02-01',
    paths: ['a.py', 'b.py'],
  })
  assert.equal(others, [])
})

test('only the commits that are asked for are told', async ({ opened: { store } }) => {
  const found = await store.query(recentCommits, { limit: 9, hashes: ['first', 'merge', 'unknown'] })
  assert.equal(
    found.map(({ hash }) => hash),
    ['first'],
  )
})

test.run()
