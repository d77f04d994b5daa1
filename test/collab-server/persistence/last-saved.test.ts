import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lastSaved } from '@tlc/collab-server/persistence/last-saved'
import { snapshotName } from '@tlc/collab-server/persistence/room-files'
import { encodeSnapshot, type Snapshot } from '@tlc/collab-server/persistence/snapshot'
import findings from '@tlc/core/document/collections/findings'
import meta from '@tlc/core/document/collections/meta'
import { PROJECT_ROOM, sessionRoom } from '@tlc/core/document/rooms'
import { SCHEMA } from '@tlc/core/document/schema'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import * as Y from 'yjs'

const test = suite<{ state: string; path: string }>('collab-server/persistence/last-saved')

test.before.each((context) => {
  context.state = mkdtempSync(join(tmpdir(), 'tlc-saved-'))
  mkdirSync(join(context.state, 'wal'))
  context.path = join(context.state, 'wal', snapshotName(PROJECT_ROOM))
})

test.after.each(({ state }) => rmSync(state, { recursive: true }))

function save(path: string, over: Partial<Snapshot> = {}, schema = SCHEMA): void {
  const doc = new Y.Doc()
  meta.put(doc, 'schema', schema)
  findings.put(doc, 'src/a.py', [])
  const snapshot = {
    room: PROJECT_ROOM,
    epoch: 3,
    generation: 1,
    answers: [],
    state: Y.encodeStateAsUpdate(doc),
    ...over,
  }
  writeFileSync(path, Buffer.concat(encodeSnapshot(snapshot)))
}

test('a room is known as it was saved, with the history that it belongs to', ({ state, path }) => {
  save(path)
  const saved = lastSaved(state, PROJECT_ROOM)
  assert.is(saved?.epoch, 3)
  assert.equal(findings.get(saved!.doc, 'src/a.py'), [])
})

test('nothing is known of a room that was never saved', ({ state, path }) => {
  assert.is(lastSaved(state, PROJECT_ROOM), null)
  assert.is(lastSaved(join(state, 'nowhere'), PROJECT_ROOM), null)
  save(path)
  assert.is(lastSaved(state, sessionRoom('s1')), null)
})

test('what the server would mend, move or migrate first is not shown', ({ state, path }) => {
  for (const over of [{ crowded: true }, { room: 'project/other' }]) {
    save(path, over)
    assert.is(lastSaved(state, PROJECT_ROOM), null, JSON.stringify(over))
  }
  save(path, {}, SCHEMA + 1)
  assert.is(lastSaved(state, PROJECT_ROOM), null)
  save(path)
  const bytes = readFileSync(path)
  for (const damaged of [
    bytes.subarray(0, -3),
    Buffer.from('nonsense'),
    Buffer.alloc(0),
    flipped(bytes, bytes.length - 5),
  ]) {
    writeFileSync(path, damaged)
    assert.is(lastSaved(state, PROJECT_ROOM), null)
  }
})

test.run()

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes)
  copy[at]! ^= 4
  return copy
}
