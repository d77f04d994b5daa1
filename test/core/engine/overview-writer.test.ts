import files from '@tlc/core/document/collections/files'
import findings from '@tlc/core/document/collections/findings'
import overview from '@tlc/core/document/collections/overview'
import triage from '@tlc/core/document/collections/triage'
import { PROJECT_ROOM } from '@tlc/core/document/rooms'
import { storedFacts } from '@tlc/core/engine/facts/stored-facts'
import { fileRecord } from '@tlc/core/engine/file-record'
import { createOverview, type OverviewWriter } from '@tlc/core/engine/overview-writer'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type * as Y from 'yjs'
import { type MemoryHost, memoryHost } from '../../helpers/room.ts'
import { aFile, aFinding, aFunction, type TemporaryStore, temporaryStore } from '../store/_store.ts'

interface Bench {
  opened: TemporaryStore
  host: MemoryHost
  doc: Y.Doc
  writer: OverviewWriter
}

const test = suite<Bench>('core/engine/overview-writer')
const RUN = { revision: 1, tookMs: 5, parsed: 1, reused: 0, refreshed: true, message: '' }

test.before.each(async (context) => {
  context.opened = await temporaryStore()
  context.host = memoryHost()
  const project = await context.host.open(PROJECT_ROOM)
  context.doc = project.doc
  context.writer = createOverview({ project, facts: async () => storedFacts(context.opened.store), root: '/srv/shop' })
  const file = aFile('a.py', { functions: [aFunction('tangled', 25)] })
  await context.opened.store.saveFiles([file])
  files.put(project.doc, 'a.py', fileRecord(file, []))
  findings.put(project.doc, 'a.py', [aFinding('security/eval-call', { severity: 'error' })])
})

test.after.each(async ({ opened, writer }) => {
  writer.stop()
  await opened.remove()
})

test('a finished run shows figures, health and the worst functions', async ({ writer, doc }) => {
  writer.open()
  assert.ok(writer.isEmpty())
  await writer.refresh(RUN)
  assert.not.ok(writer.isEmpty())
  assert.is(overview.get(doc, 'project')?.name, 'shop')
  assert.equal(
    [overview.get(doc, 'totals')?.files, overview.get(doc, 'findings')?.error, overview.get(doc, 'complexity')?.over20],
    [1, 1, 1],
  )
  assert.equal(
    overview.get(doc, 'complexity')?.worst.map(({ name }) => name),
    ['tangled'],
  )
  assert.ok((overview.get(doc, 'health')?.score ?? 100) < 100)
})

test('a run that found nothing new writes nothing, one with something to say does', async ({ writer, host, doc }) => {
  await writer.refresh(RUN)
  const written = host.writes(PROJECT_ROOM)
  const nothing = { ...RUN, parsed: 0, refreshed: false, revision: 2 }
  await writer.refresh(nothing)
  assert.is(host.writes(PROJECT_ROOM), written)
  await writer.refresh({ ...nothing, message: 'more files than 2' })
  assert.is(overview.get(doc, 'analysis')?.message, 'more files than 2')
})

test('a finding that people decided on is out of the counts at once', async ({ writer, doc }) => {
  await writer.refresh(RUN)
  const [{ fingerprint } = { fingerprint: '' }] = findings.get(doc, 'a.py') ?? []
  triage.put(doc, fingerprint, { state: 'dismissed', reason: 'fine', by: { id: 'ann', name: 'Ann' }, at: 0 })
  assert.is(overview.get(doc, 'findings')?.error, 0)
})

test('a failure keeps the figures of the last run, and the next run that ends well clears it', async ({
  writer,
  doc,
}) => {
  await writer.refresh(RUN)
  writer.failed('the disk is full')
  assert.equal(
    [overview.get(doc, 'analysis')?.state, overview.get(doc, 'analysis')?.message, overview.get(doc, 'totals')?.files],
    ['failed', 'the disk is full', 1],
  )
  await writer.refresh({ ...RUN, parsed: 0, refreshed: false })
  assert.equal([overview.get(doc, 'analysis')?.state, overview.get(doc, 'analysis')?.message], ['ready', ''])
})

test.run()
