import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RoomIncident } from '@tlc/collab-server/persistence/incident'
import { REPLAY, RoomStore } from '@tlc/collab-server/persistence/room-store'
import type { TlcError } from '@tlc/core/system/error'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import * as Y from 'yjs'
import { type FaultyFiles, faultyFiles } from '../../helpers/faulty-files.ts'
import { random } from '../../helpers/random.ts'

interface Context {
  folder: string
  files: FaultyFiles
  incidents: RoomIncident[]
  troubles: (string | null)[]
  opened: RoomStore[]
}

const ROOM = 'session/s1'
const test = suite<Context>('collab-server/persistence/room-store')

/** What a disk may make of a file when the power goes, or by itself. */
const DAMAGES: Record<string, (path: string) => void> = {
  zeros: (path) => writeFileSync(path, new Uint8Array(statSync(path).size)),
  empty: (path) => writeFileSync(path, ''),
  rubbish: (path) => writeFileSync(path, readFileSync(path).fill(0xa5)),
}

test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'tlc-store-'))
  context.files = faultyFiles()
  context.incidents = []
  context.troubles = []
  context.opened = []
})
test.after.each(async ({ folder, files, opened }) => {
  files.full = null
  files.broken = false
  // One that saves later would tell the next test of it.
  await Promise.all(opened.map((store) => store.close()))
  rmSync(folder, { recursive: true, force: true })
})

test('what was durable is there for the next process, without closing', async (context) => {
  const { doc, store } = await open(context)
  doc.getMap('m').set('a', 1)
  doc.getMap('m').set('b', [2])
  await store.durable()
  const again = await open(context)
  assert.equal(again.doc.getMap('m').toJSON(), { a: 1, b: [2] })
  assert.equal(context.incidents, [])
})

test('calls that come together share their syncs', async (context) => {
  const { doc, store } = await open(context)
  doc.getMap('m').set('first', 0)
  await store.durable()
  const before = context.files.syncs
  await Promise.all(
    Array.from({ length: 200 }, (_, i) => {
      doc.getMap('m').set(`k${i}`, i)
      return store.durable()
    }),
  )
  assert.ok(context.files.syncs - before <= 3, `${context.files.syncs - before} syncs`)
})

test('a long log is folded into a snapshot, and only the one before it and the logs since then stay', async (context) => {
  const { doc, store } = await open(context)
  for (let i = 0; i < 300; i++) doc.getMap('m').set('text', `${i}`.padEnd(8_000, 'x'))
  await store.durable()
  await store.close()
  const base = encodeURIComponent(ROOM)
  assert.equal(readdirSync(context.folder).sort(), [`${base}.0.log`, `${base}.1.log`, `${base}.snapshot`])
  await fold(context, 3)
  assert.equal(readdirSync(context.folder).sort(), [
    `${base}.3.log`,
    `${base}.4.log`,
    `${base}.earlier`,
    `${base}.snapshot`,
  ])
  const again = await open(context)
  assert.is(again.doc.getMap('m').get('text'), '299'.padEnd(8_000, 'x'))
})

test('an update that waits for its sync while the log is folded is in the new log', async (context) => {
  const { doc, store } = await open(context)
  const other = new Y.Doc()
  other.getMap('m').set('late', true)
  store.appendPending({}, Y.encodeStateAsUpdate(other), { author: 'a', at: 1 })
  for (let i = 0; i < 300; i++) doc.getMap('m').set('text', `${i}`.padEnd(8_000, 'x'))
  await store.durable()
  await store.close()
  const again = await open(context)
  assert.is(again.doc.getMap('m').get('late'), true)
})

test('while the log is folded, nothing is durable before the old log is synced', async (context) => {
  const { doc, store } = await open(context)
  const { sync } = context.files
  const old = Promise.withResolvers<void>()
  const isHeld = Promise.withResolvers<void>()
  context.files.sync = async (file) => {
    context.files.sync = sync
    isHeld.resolve()
    await old.promise
    await sync(file)
  }
  doc.getMap('m').set('text', 'x'.repeat(1_100_000))
  await isHeld.promise
  let isDurable = false
  const durable = store.durable().then(() => {
    isDurable = true
  })
  doc.getMap('m').set('next', 1)
  await new Promise((resolve) => setTimeout(resolve, 60))
  assert.not(isDurable)
  old.resolve()
  await durable
  await store.close()
})

test('answers are kept by their keys, also over a fold', async (context) => {
  const { doc, store } = await open(context)
  store.append(change(doc, 'a', 1), { author: 'a', at: 1, key: 'call-1', answer: '{"step":"x"}' })
  for (let i = 0; i < 300; i++) doc.getMap('m').set('text', `${i}`.padEnd(8_000, 'x'))
  await store.durable()
  await store.close()
  const again = await open(context)
  assert.is(again.store.answerTo('call-1'), '{"step":"x"}')
  assert.is(again.store.answerTo('call-2'), undefined)
})

test('a torn tail is reported and kept aside, and the rest is served under a new epoch', async (context) => {
  const { doc, store } = await open(context)
  doc.getMap('m').set('a', 1)
  await store.durable()
  doc.getMap('m').set('torn', 'x'.repeat(200))
  await store.durable()
  cutLog(context, 100)
  const again = await open(context)
  assert.equal(again.doc.getMap('m').toJSON(), { a: 1 })
  assert.is(context.incidents.length, 1)
  assert.ok(context.incidents[0]!.lostBytes > 0)
  assert.ok(readFileSync(context.incidents[0]!.kept).length > 0)
  assert.is(again.store.epoch, store.epoch + 1)
})

test('a flipped bit is put right, reported, and costs nothing', async (context) => {
  const { doc, store } = await open(context)
  for (let i = 0; i < 20; i++) doc.getMap('m').set(`k${i}`, i)
  await store.durable()
  const path = logPath(context)
  const bytes = readFileSync(path)
  bytes[400]! ^= 8
  writeFileSync(path, bytes)
  const again = await open(context)
  assert.is(again.doc.getMap('m').size, 20)
  assert.equal(
    context.incidents.map(({ repaired, lostBytes }) => [repaired, lostBytes]),
    [[1, 0]],
  )
  assert.is(again.store.epoch, store.epoch)
})

test('a room in which the dead outweigh the living begins a new history with the same values', async (context) => {
  const { doc, store } = await open(context)
  const overview = doc.getMap('overview')
  const messages = doc.getArray('messages')
  messages.push([{ text: 'first' }])
  // Two keys in turn: Yjs keeps each overwritten value's place for ever.
  doc.transact(() => {
    for (let i = 0; i < 140_000; i++) overview.set(i % 2 ? 'a' : 'b', { i, text: 'x'.repeat(20) })
  })
  messages.push([{ text: 'last' }])
  await store.durable()
  await store.close()
  const before = Y.encodeStateAsUpdate(doc).length
  const again = await open(context)
  assert.equal(again.doc.toJSON(), doc.toJSON())
  assert.ok(Y.encodeStateAsUpdate(again.doc).length < before / 100)
  assert.is(again.store.epoch, store.epoch + 1)
  again.doc.getArray('messages').push([{ text: 'after' }])
  await again.store.durable()
  await again.store.close()
  const third = await open(context)
  assert.is(third.doc.getArray('messages').length, 3)
  assert.is(third.store.epoch, again.store.epoch)
  assert.equal(context.incidents, [])
})

for (const [what, damage] of Object.entries(DAMAGES)) {
  for (const folds of [1, 2]) {
    test(`a snapshot that is ${what} costs nothing after ${folds} folds: what it followed holds the same`, async (context) => {
      const before = await fold(context, folds)
      const later = await open(context)
      later.doc.getMap('m').set('later', 1)
      await later.store.durable()
      await later.store.close()
      damage(snapshotPath(context))
      const { doc, store } = await open(context)
      assert.equal(doc.getMap('m').toJSON(), { ...before, later: 1 })
      assert.is(store.epoch, later.store.epoch)
      assert.equal(
        context.incidents.map(({ repaired, lostBytes }) => [repaired, lostBytes]),
        [[1, 0]],
      )
      assert.ok(existsSync(context.incidents[0]!.kept))
      await store.close()
      assert.equal((await open(context)).doc.getMap('m').toJSON(), { ...before, later: 1 })
      assert.is(context.incidents.length, 1)
    })
  }

  test(`a log that is ${what} is reported, and the snapshot before it is served under a new epoch`, async (context) => {
    const before = await fold(context, 1)
    const later = await open(context)
    later.doc.getMap('m').set('later', 1)
    await later.store.durable()
    await later.store.close()
    damage(join(context.folder, `${encodeURIComponent(ROOM)}.1.log`))
    const { doc, store } = await open(context)
    assert.equal(doc.getMap('m').toJSON(), before)
    assert.is(context.incidents.length, 1)
    assert.is(context.incidents[0]!.repaired, 0)
    assert.is(store.epoch, later.store.epoch + 1)
    doc.getMap('m').set('after', 1)
    await store.durable()
    await store.close()
    assert.equal((await open(context)).doc.getMap('m').toJSON(), { ...before, after: 1 })
    assert.is(context.incidents.length, 1)
  })
}

test('a first log of zeros or of nothing is reported: a process that dies leaves none, whatever it was about to do', async (context) => {
  const { store } = await open(context)
  store.reserve(100_000)
  await open(context)
  assert.equal(context.incidents, [])
  for (const damage of [DAMAGES.zeros!, DAMAGES.empty!]) {
    const first = await open(context)
    first.doc.getMap('m').set('a', 1)
    await first.store.durable()
    for (const name of readdirSync(context.folder)) if (name.endsWith('.log')) damage(join(context.folder, name))
    for (const name of readdirSync(context.folder)) if (!name.endsWith('.log')) rmSync(join(context.folder, name))
    context.incidents.length = 0
    assert.is((await open(context)).doc.getMap('m').size, 0)
    assert.is(context.incidents.length, 1)
    rmSync(context.folder, { recursive: true })
    mkdirSync(context.folder)
  }
})

test('where no snapshot verifies the room is never served empty or half', async (context) => {
  await fold(context, 2)
  const earlier = join(context.folder, `${encodeURIComponent(ROOM)}.earlier`)
  DAMAGES.zeros!(snapshotPath(context))
  DAMAGES.rubbish!(earlier)
  await rejects(() => open(context), 'storage/damaged')
  rmSync(snapshotPath(context))
  await rejects(() => open(context), 'storage/damaged')
  rmSync(earlier)
  await rejects(() => open(context), 'storage/damaged')
})

test('a history that was begun anew is not mixed with the one before it', async (context) => {
  const { doc, store } = await open(context)
  doc.transact(() => {
    for (let i = 0; i < 140_000; i++) doc.getMap('overview').set(i % 2 ? 'a' : 'b', { i, text: 'x'.repeat(20) })
  })
  await store.close()
  const again = await open(context)
  assert.is(again.store.epoch, store.epoch + 1)
  await again.store.close()
  DAMAGES.zeros!(snapshotPath(context))
  await rejects(() => open(context), 'storage/damaged')
})

test('on a full disk nothing is durable, and everything is once there is space', async (context) => {
  const { doc, store } = await open(context)
  doc.getMap('m').set('a', 1)
  await store.durable()
  context.files.full = 0
  doc.getMap('m').set('b', 'x'.repeat(100_000))
  await rejects(() => store.durable(), 'storage/full')
  assert.throws(
    () => store.reserve(1),
    (fault: TlcError) => fault.code === 'storage/full',
  )
  assert.throws(() => store.appendPending({}, new Uint8Array(2), { author: 'a', at: 1 }))
  context.files.full = null
  await recovered(context)
  doc.getMap('m').set('c', 3)
  await store.durable()
  const again = await open(context)
  assert.equal([...again.doc.getMap('m').keys()].sort(), ['a', 'b', 'c'])
})

test('a disk that fills in the middle of a record leaves no damage behind', async (context) => {
  const { doc, store } = await open(context)
  doc.getMap('m').set('a', 1)
  await store.durable()
  context.files.full = 70_000
  doc.getMap('m').set('b', 'x'.repeat(200_000))
  await rejects(() => store.durable(), 'storage/full')
  context.files.full = null
  await recovered(context)
  const again = await open(context)
  assert.equal([...again.doc.getMap('m').keys()].sort(), ['a', 'b'])
  assert.equal(context.incidents, [])
})

test('after a failed sync the whole state is written anew', async (context) => {
  const { doc, store } = await open(context)
  context.files.broken = true
  doc.getMap('m').set('a', 1)
  await rejects(() => store.durable(), 'storage/failed')
  context.files.broken = false
  await recovered(context)
  assert.ok(readdirSync(context.folder).some((name) => name.endsWith('.snapshot')))
  const again = await open(context)
  assert.equal(again.doc.getMap('m').toJSON(), { a: 1 })
})

test('a small record still fits when the disk has just become full', async (context) => {
  const { doc, store } = await open(context)
  doc.getMap('m').set('a', 1)
  context.files.full = 0
  doc.getMap('m').set('b', 2)
  await store.durable()
})

test('what was durable survives power cuts at any moment, through folds and failing disks', async (context) => {
  for (let seed = 1; seed <= Number(process.env.TLC_FAULT_ROUNDS ?? 4); seed++) {
    const next = random(seed)
    const { files } = context
    const durable = new Map<string, string>()
    for (let life = 0; life < 4; life++) {
      const { doc, store } = await open(context)
      const map = doc.getMap<string>('m')
      for (const [key, value] of durable) assert.is(map.get(key), value, `seed ${seed}, life ${life}, ${key}`)
      const waiting: Promise<unknown>[] = []
      for (let step = next(30); step >= 0; step--) {
        const key = `${life}.${step}`
        const value = `${seed}`.padEnd(next(4) === 0 ? 300_000 : 100, 'x')
        map.set(key, value)
        files.full = next(20) === 0 ? next(50_000) : null
        files.broken = next(20) === 0
        waiting.push(
          store.durable().then(
            () => durable.set(key, value),
            () => {},
          ),
        )
        if (next(3) === 0) await Promise.all(waiting)
      }
      if (next(2) === 0) await Promise.all(waiting)
      files.full = null
      files.broken = false
      const known = [...durable]
      const to = mkdtempSync(join(tmpdir(), 'tlc-store-'))
      files.losePower(context.folder, to)
      await Promise.all(waiting)
      // What became durable after the cut is not in the copy.
      durable.clear()
      for (const [key, value] of known) durable.set(key, value)
      await store.close()
      rmSync(context.folder, { recursive: true })
      context.folder = to
    }
  }
})

/** Fills the room until its log was folded so often; what is in it then. */
async function fold(context: Context, times: number): Promise<Record<string, unknown>> {
  for (let i = 0; i < times; i++) {
    const { doc, store } = await open(context)
    doc.getMap('m').set(`before ${i}`, i)
    const snapshot = statSync(snapshotPath(context), { throwIfNoEntry: false })?.size ?? 0
    doc.getMap('m').set('large', 'x'.repeat(snapshot + 1_100_000))
    await store.close()
    if (i === times - 1) return doc.getMap('m').toJSON()
  }
  throw new Error('expected at least one time')
}

function snapshotPath({ folder }: Context): string {
  return join(folder, `${encodeURIComponent(ROOM)}.snapshot`)
}

async function open(context: Context): Promise<{ doc: Y.Doc; store: RoomStore }> {
  const doc = new Y.Doc()
  const store = new RoomStore({
    files: context.files,
    folder: context.folder,
    room: ROOM,
    now: () => 1,
    onIncident: (incident) => context.incidents.push(incident),
    onTrouble: (fault) => context.troubles.push(fault?.code ?? null),
  })
  context.opened.push(store)
  await store.load(doc)
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== REPLAY && origin !== 'logged') store.append(update, { author: 'server', at: 1 })
  })
  return { doc, store }
}

function change(doc: Y.Doc, key: string, value: unknown): Uint8Array {
  const before = Y.encodeStateVector(doc)
  doc.transact(() => doc.getMap('m').set(key, value), 'logged')
  return Y.encodeStateAsUpdate(doc, before)
}

function logPath({ folder }: Context): string {
  return join(folder, readdirSync(folder).find((name) => name.endsWith('.log'))!)
}

function cutLog(context: Context, bytes: number): void {
  const log = readFileSync(logPath(context))
  let end = log.length
  while (log[end - 1] === 0) end--
  writeFileSync(logPath(context), log.subarray(0, end - bytes))
}

async function recovered({ troubles }: Context): Promise<void> {
  while (troubles.at(-1) !== null) await new Promise((resolve) => setTimeout(resolve, 5))
}

async function rejects(act: () => Promise<unknown>, code: string): Promise<void> {
  try {
    await act()
  } catch (thrown) {
    assert.is((thrown as TlcError).code, code)
    return
  }
  assert.unreachable(`expected ${code}`)
}

test.run()
