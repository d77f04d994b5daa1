import { measureHistory } from '@tlc/core/history/measure-history'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { aCommit, aFile, saveHistory, type TemporaryStore, temporaryStore } from '../store/_store.ts'

const test = suite<{ opened: TemporaryStore }>('core/history/measure-history')

const NOW = Date.parse('2024-12-15T00:00:00Z')
const NEVER = { deleted: 0 }

test.before.each(async (context) => {
  context.opened = await temporaryStore()
})
test.after.each(({ opened }) => opened.remove())

test('no history gives empty measures', async ({ opened: { store } }) => {
  assert.equal(await measureHistory(store, { now: NOW }), {
    commits: 0,
    authors: [],
    firstAt: 0,
    lastAt: 0,
    activity: null,
    hotspots: [],
    coChanges: [],
    owners: [],
    busFactor: { people: 0, names: [] },
  })
})

test('a hotspot’s score is revisions times lines of code, each against the greatest', async ({ opened: { store } }) => {
  await store.saveFiles([
    aFile('long.py', { code: 100 }),
    aFile('busy.py', { code: 50 }),
    aFile('NEWS.md', { code: 900, language: null }),
  ])
  await saveHistory(store, [
    aCommit('ann', '03-01', { 'busy.py': [1, 0], 'NEWS.md': [1, 0] }),
    aCommit('bob', '02-01', { 'busy.py': [1, 0], 'long.py': [1, 0], 'NEWS.md': [1, 0] }),
    aCommit('ann', '01-02', { 'busy.py': [1, 0], 'NEWS.md': [1, 0] }),
    aCommit('ann', '01-01', { 'busy.py': [1, 1], 'NEWS.md': [1, 0] }),
  ])
  const { hotspots } = await measureHistory(store, { now: NOW })
  assert.equal(
    hotspots.map(({ path, revisions, score }) => [path, revisions, score]),
    [
      ['busy.py', 4, 0.5],
      ['long.py', 1, 0.25],
      ['NEWS.md', 4, 0],
    ],
  )
  const { path: _, ...busy } = hotspots[0]!
  assert.equal(busy, {
    revisions: 4,
    added: 4,
    deleted: 1,
    complexity: 0,
    lines: 10,
    score: 0.5,
    authors: 2,
    mainAuthor: 'ann',
    mainAuthorShare: 0.75,
    lastChanged: Date.parse('2024-03-01T12:00:00Z'),
    trend: [2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  })
})

test('a project without any programming language ranks its text', async ({ opened: { store } }) => {
  await store.saveFiles([aFile('book.md', { language: null, code: 10 })])
  await saveHistory(store, [aCommit('ann', '01-01', { 'book.md': [1, 0] })])
  assert.is((await measureHistory(store, { now: NOW })).hotspots[0]?.score, 1)
})

test('co-change counts common commits against those of the rarer file, large commits left out', async ({
  opened: { store },
}) => {
  const all = ['a.py', 'b.py', 'c.py', ...Array.from({ length: 40 }, (_, i) => `x${i}.py`)]
  await store.saveFiles(all.map((path) => aFile(path)))
  const pair = { 'a.py': [1, 0], 'b.py': [1, 0] } satisfies Record<string, [number, number]>
  const sweep = Object.fromEntries(all.map((path) => [path, [1, 0] as [number, number]]))
  await saveHistory(store, [
    ...['06-01', '05-01', '04-01'].map((day) => aCommit('ann', day, pair)),
    aCommit('ann', '03-01', { 'a.py': [1, 0], 'c.py': [1, 0] }),
    ...['02-03', '02-02', '02-01'].map((day) => aCommit('ann', day, sweep)),
  ])
  const { coChanges } = await measureHistory(store, { now: NOW })
  assert.equal(coChanges, [{ a: 'a.py', b: 'b.py', together: 3, degree: 0.5 }])
})

test('a commit that touches a file under both its names counts once', async ({ opened: { store } }) => {
  await store.saveFiles([aFile('new.py')])
  const both = aCommit('ann', '02-01', { 'new.py': 'old.py' })
  both.changes.push({ path: 'old.py', from: null, added: 0, ...NEVER })
  await saveHistory(store, [
    aCommit('ann', '03-01', { 'old.py': [1, 0] }),
    both,
    aCommit('ann', '01-01', { 'old.py': [1, 0] }),
  ])
  const { hotspots, coChanges } = await measureHistory(store, { now: NOW })
  assert.equal([hotspots[0]?.revisions, coChanges.length], [3, 0])
})

test('owners are who wrote the lines, and the bus factor is the fewest who lead most files', async ({
  opened: { store },
}) => {
  await store.saveFiles(['a', 'b', 'c', 'd', 'e'].map((name) => aFile(`${name}.py`)))
  await saveHistory(store, [
    aCommit('merger', '05-01', {}, { parents: 2 }),
    aCommit('ann', '04-01', { 'a.py': [10, 0], 'b.py': [10, 0] }),
    aCommit('bob', '03-01', { 'a.py': [4, 0], 'c.py': [4, 0], 'd.py': [4, 0] }),
    aCommit('cid', '02-01', { 'd.py': [4, 0], 'e.py': [4, 0] }),
  ])
  const { owners, busFactor, authors, commits } = await measureHistory(store, { now: NOW })
  assert.equal(
    owners.map(({ name, commits, files, owns }) => [name, commits, files, owns]),
    [
      ['ann', 1, 2, 2],
      ['bob', 1, 3, 1],
      ['cid', 1, 2, 1],
      ['merger', 1, 0, 0],
    ],
  )
  assert.equal(busFactor, { people: 2, names: ['ann', 'bob'] })
  assert.is(commits, 4)
  assert.is(authors.length, 4)
})

test('activity holds every week from the first commit to the last, beginning on a Monday, and at most 104', async ({
  opened: { store },
}) => {
  await saveHistory(store, [
    aCommit('ann', '01-22', {}),
    aCommit('ann', '01-14', {}),
    aCommit('ann', '01-08', {}),
    aCommit('ann', '01-01', {}),
  ])
  const short = await measureHistory(store, { now: NOW })
  assert.equal(short.activity, { start: Date.parse('2024-01-01T00:00:00Z'), weeks: [1, 2, 0, 1] })
  assert.is(short.firstAt, Date.parse('2024-01-01T12:00:00Z'))
  assert.is(short.lastAt, Date.parse('2024-01-22T12:00:00Z'))
  await saveHistory(store, [
    aCommit('ann', '01-22', {}),
    aCommit('ann', '01-01', {}, { at: Date.parse('2005-05-05T00:00:00Z') }),
  ])
  const long = await measureHistory(store, { now: NOW })
  assert.is(long.activity?.weeks.length, 104)
  assert.is(long.activity?.weeks.at(-1), 1)
  assert.is(new Date(long.activity!.start).getUTCDay(), 1)
})

test('a commit from the future counts today', async ({ opened: { store } }) => {
  await saveHistory(store, [aCommit('ann', '01-01', {}, { at: Date.parse('2099-01-01T00:00:00Z') })])
  const { lastAt, activity } = await measureHistory(store, { now: NOW })
  assert.is(lastAt, NOW)
  assert.equal(activity?.weeks, [1])
})

test('limits cut the lists, the most telling first', async ({ opened: { store } }) => {
  await store.saveFiles(['a.py', 'b.py'].map((path) => aFile(path)))
  await saveHistory(store, [
    aCommit('ann', '02-01', { 'b.py': [1, 0] }),
    aCommit('bob', '01-01', { 'a.py': [1, 0], 'b.py': [1, 0] }),
  ])
  const { hotspots, owners } = await measureHistory(store, { now: NOW, hotspots: 1, owners: 1 })
  assert.equal([hotspots.map(({ path }) => path), owners.length], [['b.py'], 1])
})

test.run()
