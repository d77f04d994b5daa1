import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RoomStores } from '@tlc/collab-server/persistence/room-stores'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import * as Y from 'yjs'
import { faultyFiles } from '../../helpers/faulty-files.ts'
import { faultCode } from '../../helpers/server.ts'

const test = suite<{ folder: string }>('collab-server/persistence/room-stores')

test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'tlc-stores-'))
})
test.after.each(({ folder }) => rmSync(folder, { recursive: true, force: true }))

test('a daemon that was killed leaves the histories as they are; a machine that went down does not', async ({
  folder,
}) => {
  const before = await epochs(folder)
  assert.equal(await epochs(folder), before)
  reboot(folder)
  const [session, notes] = await epochs(folder)
  assert.is.not(session, before[0])
  assert.is(notes, before[1])
})

test('a machine that went down after the daemon had stopped in order changes nothing', async ({ folder }) => {
  const stores = await start(folder)
  await stores.stop()
  const before = await epochs(folder, true)
  reboot(folder)
  assert.equal(await epochs(folder), before)
})

test('rooms of any name have files of their own', async ({ folder }) => {
  const stores = await start(folder)
  const names = ['file/a.b', 'file/a', 'file/ä/ö', `file/${'x'.repeat(500)}`, `file/${'x'.repeat(499)}y`, 'file/a.b.0']
  for (const name of names) {
    const doc = new Y.Doc()
    const store = await stores.open(name, doc)
    doc.on('update', (update) => store.append(update, { author: 'a', at: 1 }))
    doc.getText('content').insert(0, name)
    await store.durable()
  }
  const again = await start(folder)
  for (const name of names) {
    const doc = new Y.Doc()
    await again.open(name, doc)
    assert.is(doc.getText('content').toString(), name)
  }
})

test('a folder that cannot be written is told by its code', async ({ folder }) => {
  const files = faultyFiles()
  files.full = 0
  assert.is(await faultCode(RoomStores.start({ folder, files, log: () => {} })), 'storage/full')
  assert.is(await faultCode(RoomStores.start({ folder: '/dev/null/wal', log: () => {} })), 'storage/failed')
})

async function start(folder: string): Promise<RoomStores> {
  return RoomStores.start({ folder, log: () => {} })
}

async function epochs(folder: string, stop = false): Promise<[number, number]> {
  const stores = await start(folder)
  for (const room of ['session/s', 'notes/s']) await stores.open(room, new Y.Doc())
  const found: [number, number] = [stores.epoch('session/s'), stores.epoch('notes/s')]
  if (stop) await stores.stop()
  return found
}

function reboot(folder: string): void {
  const path = join(folder, 'run.json')
  const run = JSON.parse(readFileSync(path, 'utf8')) as { boot: string }
  writeFileSync(path, JSON.stringify({ ...run, boot: 'another' }))
}

test.run()
