import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import history from '@tlc/core/document/collections/history'
import overview from '@tlc/core/document/collections/overview'
import { PROJECT_ROOM } from '@tlc/core/document/rooms'
import { createHistoryPass, type HistoryPass } from '@tlc/core/engine/history-pass'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type * as Y from 'yjs'
import { memoryHost } from '../../helpers/room.ts'
import { type TemporaryRepository, temporaryRepository } from '../history/_repository.ts'
import { aFile, type TemporaryStore, temporaryStore } from '../store/_store.ts'

interface Bench {
  repository: TemporaryRepository
  opened: TemporaryStore
  doc: Y.Doc
  pass: HistoryPass
  run(measure?: boolean): ReturnType<HistoryPass['run']>
}

const test = suite<Bench>('core/engine/history-pass')
const signal = new AbortController().signal

test.before.each(async (context) => {
  context.repository = temporaryRepository()
  context.opened = await temporaryStore()
  const project = await memoryHost().open(PROJECT_ROOM)
  context.doc = project.doc
  overview.put(project.doc, 'project', { name: 'sample', openedAt: 0, git: null })
  context.pass = createHistoryPass({
    root: context.repository.root,
    project,
    store: async () => context.opened.store,
    onProgress: () => {},
  })
  context.run = (measure = false) => context.pass.run({ measure, signal })
})

test.after.each(async ({ repository, opened }) => {
  repository.remove()
  await opened.remove()
})

function commit({ repository }: Bench, text: string): string {
  writeFileSync(join(repository.root, 'a.py'), text)
  repository.git('add', '.')
  return repository.commit(`Write ${text.trim()}`)
}

test('a repository without a commit is told so, and one with commits shows head and figures', async (bench) => {
  const { run, doc, opened } = bench
  assert.is(await run(), null)
  assert.equal(
    [overview.get(doc, 'history')?.state, overview.get(doc, 'history')?.message],
    ['none', 'The repository has no commit yet.'],
  )
  await opened.store.saveFiles([aFile('a.py')])
  const head = commit(bench, 'x = 1\n')
  const outcome = await run()
  assert.equal(outcome && [outcome.ok, outcome.commits], [true, 1])
  assert.is(overview.get(doc, 'project')?.git?.head, head)
  assert.equal([overview.get(doc, 'history')?.state, overview.get(doc, 'history')?.commits], ['ready', 1])
  assert.equal(
    history.get(doc, 'hotspots')?.map(({ path }) => path),
    ['a.py'],
  )
})

test('nothing new is nothing to record, and only new commits are read', async (bench) => {
  commit(bench, 'x = 1\n')
  await bench.run()
  assert.is(await bench.run(), null)
  commit(bench, 'x = 2\n')
  assert.is((await bench.run())?.commits, 1)
  assert.is(bench.pass.measures()?.commits, 2)
})

test('files that came are measured although no commit did', async (bench) => {
  const { opened, doc, run } = bench
  commit(bench, 'x = 1\n')
  await run()
  assert.equal(history.get(doc, 'hotspots'), [])
  await opened.store.saveFiles([aFile('a.py')])
  await run(true)
  assert.is(history.get(doc, 'hotspots')?.length, 1)
})

test('a store that cannot be written fails the pass with its reason, and the next one reads all', async (bench) => {
  const { opened, doc, run } = bench
  commit(bench, 'x = 1\n')
  const save = opened.store.saveCommits
  opened.store.saveCommits = () => Promise.reject(new Error('the disk is full'))
  const outcome = await run()
  assert.equal([outcome?.ok, outcome?.summary], [false, 'the disk is full'])
  assert.equal(
    [overview.get(doc, 'history')?.state, overview.get(doc, 'history')?.message],
    ['failed', 'the disk is full'],
  )
  opened.store.saveCommits = save
  assert.is((await run())?.commits, 1)
  assert.equal([overview.get(doc, 'history')?.state, overview.get(doc, 'history')?.message], ['ready', ''])
})

test('a pass that is aborted shows nothing of what it had begun', async (bench) => {
  commit(bench, 'x = 1\n')
  assert.is(await bench.pass.run({ measure: false, signal: AbortSignal.abort() }), null)
  assert.is(history.get(bench.doc, 'hotspots'), undefined)
  assert.is((await bench.run())?.commits, 1)
})

test.run()
