import { colourOf } from '@tlc/core/document/presence'
import { PROJECT_ROOM } from '@tlc/core/document/rooms'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { type RawClient, rawClient } from '../../helpers/raw-client.ts'
import { eventually, type TestServer, testServer } from '../../helpers/server.ts'

const test = suite<{ server: TestServer }>('collab-server/extensions/presence')

test.before.each(async (context) => {
  context.server = await testServer()
})
test.after.each(async ({ server }) => {
  await server.close()
})

test('screens see each other’s places, and that one left', async ({ server }) => {
  const ann = await server.connect({ name: 'Ann' })
  const bob = await server.connect({ name: 'Bob', client: 'cli' })
  let told = 0
  bob.presence.onChange(() => told++)
  ann.presence.set({ client: 'terminal', place: { panel: 'files', path: 'src/a.ts', line: 7 } })
  await eventually(() => bob.presence.others().some(({ place }) => place?.line === 7), 'the place arrives')
  const seen = bob.presence.others().find(({ user }) => user.name === 'Ann')!
  assert.equal(seen.user, { id: ann.self!.id, name: 'Ann', role: 'owner', colour: colourOf(ann.self!.id) })
  assert.ok(told > 0)
  await ann.close()
  await eventually(() => !bob.presence.others().some(({ user }) => user.name === 'Ann'), 'Ann is gone')
})

test('of many places in a row the last one arrives', async ({ server }) => {
  const ann = await server.connect({ name: 'Ann' })
  const bob = await server.connect({ name: 'Bob' })
  for (let line = 1; line <= 200; line++) ann.presence.set({ client: 'terminal', place: { panel: 'files', line } })
  await eventually(() => bob.presence.others().some(({ place }) => place?.line === 200), 'the last place arrives')
})

test('nobody takes another’s name, id, role, or the engine’s voice', async ({ server }) => {
  const ann = await server.connect({ name: 'Ann' })
  const eve = await rawClient(server.url, { name: 'Eve' })
  const user = { id: 'engine', name: 'Ann', colour: '#fff', role: 'owner' }
  announce(eve, 1, {
    user,
    client: 'terminal',
    place: null,
    progress: { phase: 'scan', done: 1, total: 2 },
    extra: 'x',
  })
  await eventually(() => ann.presence.others().some(({ user: { name } }) => name === 'Eve'), 'Eve appears as Eve')
  const seen = ann.presence.others().find(({ user: { name } }) => name === 'Eve')!
  assert.is.not(seen.user.id, 'engine')
  assert.is(seen.progress, undefined)
  announce(eve, 2, { client: 'engine', place: { panel: 'x' }, progress: { phase: 'scan', done: 1, total: 2 } })
  await settled(eve)
  assert.not(ann.presence.others().some(({ place }) => place?.panel === 'x'))
  eve.close()
})

test('a client speaks for one screen, its own', async ({ server }) => {
  const ann = await server.connect({ name: 'Ann' })
  const eve = await rawClient(server.url, { name: 'Eve' })
  const place = { panel: 'stolen' }
  const doc = await ann.room(PROJECT_ROOM)
  for (const id of [doc.clientID, 77, 78, 79]) announce(eve, 50, { client: 'terminal', place }, id)
  await settled(eve)
  await eventually(() => ann.presence.others().some((other) => other.place?.panel === 'stolen'), 'Eve appears')
  const others = ann.presence.others().filter((other) => other.place?.panel === 'stolen')
  assert.equal(
    others.map(({ user }) => user.name),
    ['Eve'],
  )
  eve.close()
})

test('presence beyond 4 KB, of unknown shape or too often goes nowhere', async ({ server }) => {
  const ann = await server.connect({ name: 'Ann' })
  const eve = await rawClient(server.url, { name: 'Eve' })
  announce(eve, 1, { client: 'terminal', place: null, ballast: 'x'.repeat(5_000) })
  announce(eve, 2, { client: 'toaster', place: null })
  announce(eve, 3, { place: 7 })
  for (let clock = 4; clock < 100; clock++)
    announce(eve, clock, { client: 'terminal', place: { panel: 'files', line: clock } })
  await settled(eve)
  await eventually(() => ann.presence.others().some(({ user }) => user.name === 'Eve'), 'Eve appears')
  const [seen] = ann.presence.others().filter(({ user }) => user.name === 'Eve')
  assert.ok(seen!.place!.line! < 20, `${seen!.place!.line}`)
  assert.is(await ann.request('echo', 1), 1)
  eve.close()
})

function announce(client: RawClient, clock: number, state: object, id = 4711): void {
  const doc = new Y.Doc()
  doc.clientID = id
  const awareness = new Awareness(doc)
  awareness.setLocalState(state)
  awareness.meta.get(id)!.clock = clock
  client.awareness(PROJECT_ROOM, encodeAwarenessUpdate(awareness, [id]))
  awareness.destroy()
}

async function settled(client: RawClient): Promise<void> {
  client.stateless(PROJECT_ROOM, { jsonrpc: '2.0', id: 1, method: 'barrier' })
  await client.answer(1)
}

test.run()
