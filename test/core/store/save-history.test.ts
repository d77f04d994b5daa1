import type { CommitFact } from '@tlc/core/store/contract'
import codeOwners from '@tlc/core/store/queries/code-owners'
import commitAuthors from '@tlc/core/store/queries/commit-authors'
import fileHistory from '@tlc/core/store/queries/file-history'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { aCommit, aFile, saveHistory, type TemporaryStore, temporaryStore } from './_store.ts'

const test = suite<{ opened: TemporaryStore }>('core/store/save-history')

test.before.each(async (context) => {
  context.opened = await temporaryStore()
})
test.after.each(({ opened }) => opened.remove())

async function revisions(opened: TemporaryStore): Promise<Record<string, number>> {
  const rows = await opened.store.query(fileHistory, { limit: 100 })
  return Object.fromEntries(rows.map(({ path, revisions }) => [path, revisions]).sort())
}

test('changes under former names count for the present one, through several renames', async ({ opened }) => {
  await opened.store.saveFiles([aFile('new.py')])
  await saveHistory(opened.store, [
    aCommit('ann', '06-01', { 'new.py': [1, 0] }),
    aCommit('ann', '05-01', { 'new.py': 'middle.py' }),
    aCommit('bob', '04-01', { 'middle.py': [5, 1] }),
    aCommit('ann', '03-01', { 'middle.py': 'old.py' }),
    aCommit('bob', '02-01', { 'old.py': [10, 0] }),
  ])
  const [file] = await opened.store.query(fileHistory, { limit: 10 })
  assert.is(file?.path, 'new.py')
  assert.is(file?.revisions, 5)
  assert.is(file?.added, 16)
  assert.is(file?.authors, 2)
  assert.is(file?.mainAuthor, 'bob')
  assert.is(file?.mainAuthorShare, 15 / 16)
})

test('a name that was given away and taken again belongs to two files, each with its own time', async ({ opened }) => {
  await opened.store.saveFiles([aFile('a.py'), aFile('b.py')])
  await saveHistory(opened.store, [
    aCommit('ann', '04-01', { 'a.py': [1, 0] }),
    aCommit('ann', '03-01', { 'a.py': [2, 0] }, { subject: 'another file of the old name' }),
    aCommit('ann', '02-01', { 'b.py': 'a.py' }),
    aCommit('ann', '01-02', { 'a.py': [3, 0] }),
    aCommit('ann', '01-01', { 'a.py': [4, 0] }),
  ])
  assert.equal(await revisions(opened), { 'a.py': 2, 'b.py': 3 })
})

test('two files that swap names in one commit keep their histories', async ({ opened }) => {
  await opened.store.saveFiles([aFile('a.py'), aFile('b.py')])
  await saveHistory(opened.store, [
    aCommit('ann', '03-01', { 'a.py': 'b.py', 'b.py': 'a.py' }),
    aCommit('ann', '02-02', { 'a.py': [1, 0] }),
    aCommit('ann', '02-01', { 'a.py': [1, 0] }),
    aCommit('ann', '01-01', { 'b.py': [1, 0] }),
  ])
  assert.equal(await revisions(opened), { 'a.py': 2, 'b.py': 3 })
})

test('what a branch did to the old name after the rename counts for the new one', async ({ opened }) => {
  await opened.store.saveFiles([aFile('new.py')])
  await saveHistory(opened.store, [
    aCommit('bob', '03-01', { 'old.py': [1, 0] }),
    aCommit('ann', '02-01', { 'new.py': 'old.py' }),
    aCommit('ann', '01-01', { 'old.py': [1, 0] }),
  ])
  assert.equal(await revisions(opened), { 'new.py': 3 })
})

test('a rename in a later pass moves the history of the passes before', async ({ opened }) => {
  await opened.store.saveFiles([aFile('new.py')])
  await saveHistory(opened.store, [
    aCommit('ann', '01-02', { 'old.py': [1, 0] }),
    aCommit('ann', '01-01', { 'old.py': [1, 0] }),
  ])
  assert.equal(await revisions(opened), {})
  await opened.reopen()
  await saveHistory(
    opened.store,
    [aCommit('ann', '03-01', { 'new.py': [1, 0] }), aCommit('ann', '02-01', { 'new.py': 'old.py' })],
    'newer',
  )
  assert.equal(await revisions(opened), { 'new.py': 4 })
  assert.equal(await opened.store.query(commitAuthors, {}), [{ name: 'ann', commits: 4 }])
})

test('deleted files are not listed, and a rename to a file that went does not bring them back', async ({ opened }) => {
  await opened.store.saveFiles([aFile('kept.py')])
  await saveHistory(opened.store, [
    aCommit('ann', '02-01', { 'gone.py': 'was.py' }),
    aCommit('ann', '01-01', { 'kept.py': [1, 0], 'was.py': [1, 0] }),
  ])
  assert.equal(await revisions(opened), { 'kept.py': 1 })
})

test('a pass that never finished leaves nothing behind', async ({ opened }) => {
  await opened.store.saveFiles([aFile('a.py')])
  await saveHistory(opened.store, [aCommit('ann', '01-01', { 'a.py': [1, 0] })])
  await opened.store.beginHistory('newer')
  await opened.store.saveCommits([aCommit('bob', '02-01', { 'a.py': [7, 0] })])
  const store = await opened.reopen()
  assert.is(await store.historyMark(), 'mark of 1')
  assert.equal(await revisions(opened), { 'a.py': 1 })
  await saveHistory(store, [aCommit('cid', '03-01', { 'a.py': [1, 0] })], 'newer')
  assert.equal(await store.query(commitAuthors, {}), [
    { name: 'ann', commits: 1 },
    { name: 'cid', commits: 1 },
  ])
  assert.equal(await revisions(opened), { 'a.py': 2 })
})

test('a pass over all forgets what was there, and clearing forgets everything', async ({ opened }) => {
  await opened.store.saveFiles([aFile('a.py')])
  await saveHistory(opened.store, [aCommit('ann', '01-01', { 'a.py': [1, 0] })])
  await saveHistory(opened.store, [aCommit('bob', '01-01', { 'a.py': [1, 0] })], 'all')
  assert.equal(await opened.store.query(commitAuthors, {}), [{ name: 'bob', commits: 1 }])
  await opened.store.clearHistory()
  assert.is(await opened.store.historyMark(), null)
  assert.equal(await revisions(opened), {})
})

test('programs change files but own none, unless nobody else ever touched one', async ({ opened }) => {
  await opened.store.saveFiles([aFile('a.py'), aFile('lock.json')])
  const bot: Partial<CommitFact> = { email: '49699333+dependabot[bot]@users.noreply.github.com' }
  await saveHistory(opened.store, [
    aCommit('dependabot[bot]', '03-01', { 'a.py': [1000, 0], 'lock.json': [5, 5] }, bot),
    aCommit('Abbot', '02-01', { 'a.py': [3, 0] }),
    aCommit('ann', '01-01', { 'a.py': [1, 0] }),
  ])
  const files = await opened.store.query(fileHistory, { limit: 10 })
  const main = Object.fromEntries(
    files.map(({ path, mainAuthor, mainAuthorShare }) => [path, [mainAuthor, mainAuthorShare]]),
  )
  assert.equal(main, { 'a.py': ['Abbot', 0.75], 'lock.json': ['dependabot[bot]', 1] })
  assert.equal(
    (await opened.store.query(codeOwners, {})).map(({ name }) => name),
    ['Abbot', 'ann'],
  )
})

test('binary changes count as revisions without lines', async ({ opened }) => {
  await opened.store.saveFiles([aFile('logo.png', { language: null })])
  const commit = aCommit('ann', '01-01', {})
  commit.changes = [{ path: 'logo.png', from: null, added: null, deleted: null }]
  await saveHistory(opened.store, [commit])
  const [file] = await opened.store.query(fileHistory, { limit: 1 })
  assert.equal([file?.revisions, file?.added, file?.mainAuthor, file?.mainAuthorShare], [1, 0, 'ann', 1])
})

test('saving commits outside of a pass is misuse', async ({ opened }) => {
  try {
    await opened.store.saveCommits([aCommit('ann', '01-01', {})])
    assert.unreachable('commits were stored without a pass')
  } catch (fault) {
    assert.match(String(fault), /beginHistory/)
  }
})

test.run()
