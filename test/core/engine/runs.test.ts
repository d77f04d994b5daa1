import runs from '@tlc/core/document/collections/runs'
import type { RunRecord } from '@tlc/core/document/records'
import { PROJECT_ROOM } from '@tlc/core/document/rooms'
import { createRunLog, type RunLog } from '@tlc/core/engine/runs'
import recentRuns from '@tlc/core/store/queries/recent-runs'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type * as Y from 'yjs'
import { memoryHost } from '../../helpers/room.ts'
import { type TemporaryStore, temporaryStore } from '../store/_store.ts'

const test = suite<{ opened: TemporaryStore; doc: Y.Doc; log: RunLog; lines: string[] }>('core/engine/runs')

test.before.each(async (context) => {
  context.opened = await temporaryStore()
  const project = await memoryHost().open(PROJECT_ROOM)
  context.doc = project.doc
  context.lines = []
  context.log = createRunLog({
    project,
    store: async () => context.opened.store,
    log: (line) => void context.lines.push(line),
  })
})

test.after.each(({ opened }) => opened.remove())

function aRun(startedAt: number, summary = ''): RunRecord {
  return { kind: 'analyse', startedAt, tookMs: 5, outcome: 'ok', summary }
}

function shown(doc: Y.Doc): RunRecord[] {
  return Array.from(runs.entries(doc), ([, run]) => run)
}

test('a run stands in the document and in the store', async ({ log, doc, opened: { store } }) => {
  await log.record(aRun(1_000, 'one'))
  assert.equal(shown(doc), [aRun(1_000, 'one')])
  assert.equal(await store.query(recentRuns, { limit: 9 }), [aRun(1_000, 'one')])
})

test('a document that lost its runs gets the last ones back from the store', async ({ log, doc }) => {
  for (let i = 0; i < 60; i++) await log.record(aRun(1_000 + i))
  const before = shown(doc)
  doc.getMap('runs').clear()
  await log.restore()
  assert.equal(new Set(shown(doc).map(({ startedAt }) => startedAt)), new Set(before.map(({ startedAt }) => startedAt)))
})

test('runs of one millisecond are all kept', async ({ log, doc }) => {
  for (const summary of ['one', 'two', 'three']) await log.record(aRun(1_000, summary))
  assert.is(shown(doc).length, 3)
})

test('the document keeps the last fifty, the store all', async ({ log, doc, opened: { store } }) => {
  for (let i = 0; i < 60; i++) await log.record(aRun(1_000 + i))
  assert.is(shown(doc).length, 50)
  assert.is(Math.min(...shown(doc).map(({ startedAt }) => startedAt)), 1_010)
  assert.is((await store.query(recentRuns, { limit: 99 })).length, 60)
})

test('after the clock was set back the runs that come are kept, and those of the future go first', async ({
  log,
  doc,
}) => {
  for (let i = 0; i < 50; i++) await log.record(aRun(9_000 + i))
  for (let i = 0; i < 20; i++) await log.record(aRun(1_000 + i))
  const past = shown(doc).filter(({ startedAt }) => startedAt < 9_000)
  assert.equal([past.length, shown(doc).length], [20, 50])
})

test('work is recorded as what it did, as failed or as cancelled, and what it throws is thrown', async ({
  log,
  doc,
}) => {
  const abort = new AbortController()
  const failing = async () => {
    throw new Error('no room')
  }
  const fault = (work: Promise<unknown>) => work.catch((thrown: Error) => thrown.message)
  await log.timed('plan', async () => ({ ok: true, summary: 'done' }))
  await log.timed('plan', async () => null)
  await log.timed('history', async () => ({ ok: false, summary: 'git died' }))
  assert.is(await fault(log.timed('analyse', failing, abort.signal)), 'no room')
  abort.abort()
  assert.is(await fault(log.timed('analyse', failing, abort.signal)), 'no room')
  assert.equal(
    shown(doc).map(({ kind, outcome, summary }) => [kind, outcome, summary]),
    [
      ['plan', 'ok', 'done'],
      ['history', 'failed', 'git died'],
      ['analyse', 'failed', 'no room'],
      ['analyse', 'cancelled', 'no room'],
    ],
  )
})

test('a store that cannot be written takes nothing but its own note', async ({
  log,
  doc,
  lines,
  opened: { store },
}) => {
  store.saveRun = () => Promise.reject(new Error('the disk is full'))
  await log.record(aRun(1_000))
  assert.is(shown(doc).length, 1)
  assert.equal(lines, ['runs: the disk is full'])
})

test.run()
