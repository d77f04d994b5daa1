import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import content from '@tlc/core/document/collections/content'
import messages from '@tlc/core/document/collections/messages'
import sessions from '@tlc/core/document/collections/sessions'
import { notesRoom, PROJECT_ROOM, type RoomName, sessionRoom } from '@tlc/core/document/rooms'
import type { LinkState } from '@tlc/core/link/contract'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import * as Y from 'yjs'
import { eventually, faultCode, newSession, type TestServer, testServer } from '../../helpers/server.ts'

const test = suite<{ server: TestServer }>('core/link/connect')

test.before.each(async (context) => {
  context.server = await testServer()
})
test.after.each(async ({ server }) => {
  await server.close()
})

test('a client comes back by itself when the server does, and says so meanwhile', async ({ server }) => {
  const ann = await server.connect()
  const session = await newSession(ann)
  const states: LinkState[] = []
  ann.onState((state) => states.push(state))
  await server.restart()
  await eventually(() => ann.state === 'connected', 'the client is back')
  assert.equal(states, ['reconnecting', 'connected'])
  await ann.intent('message-post', { session, text: 'back again' })
  const doc = await ann.room(sessionRoom(session))
  await eventually(() => messages.all(doc).some(({ text }) => text === 'back again'), 'the room is live')
})

test('a client that remembers the project goes on from there, and is sent what came since', async ({ server }) => {
  const ann = await server.connect()
  const before = await newSession(ann)
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(await ann.room(PROJECT_ROOM)))
  const after = await newSession(ann)
  let received = 0
  doc.on('update', (update: Uint8Array) => {
    received += update.length
  })
  const bob = await server.connect({ remembered: { epoch: 1, doc } })
  assert.is(await bob.room(PROJECT_ROOM), doc)
  assert.equal(new Set([before, after].map((id) => sessions.has(doc, id))), new Set([true]))
  assert.ok(received > 0 && received < Y.encodeStateAsUpdate(doc).length, `${received} bytes`)
  await bob.intent('session-rename', { session: before, title: 'renamed' })
  await eventually(() => sessions.get(doc, before)?.title === 'renamed', 'the room is live')
})

test('what a client remembers of another history is not believed', async ({ server }) => {
  const ann = await server.connect()
  const session = await newSession(ann)
  const doc = new Y.Doc()
  doc.getMap('sessions').set('forged', {})
  const bob = await server.connect({ remembered: { epoch: 99, doc } })
  const project = await bob.room(PROJECT_ROOM)
  assert.is.not(project, doc)
  assert.ok(sessions.has(project, session))
  assert.not.ok(sessions.has(project, 'forged'))
  assert.not.ok(sessions.has(await ann.room(PROJECT_ROOM), 'forged'))
})

test('one is told of the presence of others, not of what oneself said', async ({ server }) => {
  const ann = await server.connect({ name: 'Ann' })
  const bob = await server.connect({ name: 'Bob' })
  await eventually(() => ann.presence.others().some(({ user }) => user.name === 'Bob'), 'Bob is seen')
  const heard: string[] = []
  ann.presence.onChange(() =>
    heard.push(ann.presence.others().find(({ user }) => user.name === 'Bob')?.place?.panel ?? ''),
  )
  ann.presence.set({ client: 'terminal', place: { panel: 'plan' } })
  await eventually(() => bob.presence.others().some(({ place }) => place?.panel === 'plan'), 'Bob sees where Ann is')
  bob.presence.set({ client: 'terminal', place: { panel: 'files' } })
  await eventually(() => heard.includes('files'), 'Ann hears of Bob')
  assert.equal(heard, ['files'])
})

test('what was asked while the server was away is done when it is back, once', async ({ server }) => {
  const ann = await server.connect()
  const session = await newSession(ann)
  const asked: Promise<unknown>[] = []
  await server.restart(() => {
    asked.push(ann.intent('message-post', { session, text: 'meanwhile' }), ann.request('echo', 5))
  })
  assert.is((await Promise.all(asked))[1], 5)
  const doc = await ann.room(sessionRoom(session))
  await eventually(() => messages.size(doc) > 1, 'the message arrives')
  assert.is(messages.all(doc).filter(({ text }) => text === 'meanwhile').length, 1)
})

test('text typed while the server was away is kept and saved', async ({ server }) => {
  const ann = await server.connect({ name: 'Ann' })
  const room = notesRoom(await newSession(ann))
  const doc = await ann.room(room)
  content.text(doc).insert(0, 'before, ')
  await ann.saved(room)
  await server.restart(() => {
    content.text(doc).insert(8, 'meanwhile, ')
    content.text(doc).insert(19, 'and more')
  })
  await ann.saved(room)
  const bob = await server.connect({ name: 'Bob' })
  assert.is(content.get(await bob.room(room)), 'before, meanwhile, and more')
})

test('a room whose past was lost is loaded anew; its old replica is not merged into it', async ({ server }) => {
  const ann = await server.connect()
  const session = await newSession(ann, 'Kept')
  const old = await ann.room(PROJECT_ROOM)
  const replaced: [RoomName, Y.Doc][] = []
  ann.onReplaced((name, doc) => replaced.push([name, doc]))
  const lost = await newSession(ann, 'Lost')
  await eventually(() => sessions.has(old, lost), 'both sessions are there')
  await server.restart(() => cutTail(join(server.folder, 'wal'), 'project'))
  await eventually(() => replaced.length > 0, 'the replica is exchanged')
  const [[name, doc]] = replaced as [[RoomName, Y.Doc]]
  assert.is(name, PROJECT_ROOM)
  assert.is(await ann.room(PROJECT_ROOM), doc)
  assert.ok(sessions.has(doc, session))
  // It has a room of its own, by which it is found again; what the old replica says of it is not believed.
  await eventually(() => sessions.has(doc, lost), 'the session is entered again')
  assert.match(sessions.get(doc, lost)!.title, 'Recovered')
  assert.is(server.collab.health().storage.incidents.length, 1)
  assert.ok(server.logged.some((line) => line.includes('damaged')))
})

test('nobody listening: connecting fails in time and says where', async ({ server }) => {
  const nowhere = server.connect({ url: `ws+unix:${join(server.folder, 'none.sock')}:/`, timeoutMs: 200 })
  assert.is(await faultCode(nowhere), 'link/unreachable')
  const abort = new AbortController()
  abort.abort()
  assert.is(await faultCode(server.connect({ signal: abort.signal })), 'link/cancelled')
})

test('after closing nothing is asked any more and what waits is told', async ({ server }) => {
  const ann = await server.connect()
  const waiting = faultCode(ann.request('wait', {}))
  await ann.close()
  await ann.close()
  assert.is(await waiting, 'link/closed')
  assert.is(ann.state, 'closed')
  assert.is(await faultCode(ann.request('echo', 1)), 'link/closed')
  assert.is(await faultCode(ann.room(PROJECT_ROOM)), 'link/closed')
})

test('a room is left and entered again at once, many times', async ({ server }) => {
  const ann = await server.connect()
  const room = notesRoom(await newSession(ann))
  for (let i = 0; i < 150; i++) {
    const doc = await ann.room(room)
    content.text(doc).insert(0, 'x')
    await ann.saved(room)
    ann.leave(room)
  }
  assert.is(content.get(await ann.room(room)).length, 150)
})

test('a room that was left can be entered again', async ({ server }) => {
  const ann = await server.connect()
  const room = notesRoom(await newSession(ann))
  content.text(await ann.room(room)).insert(0, 'here')
  await ann.saved(room)
  ann.leave(room)
  assert.is(content.get(await ann.room(room)), 'here')
  assert.is(await ann.room(room), await ann.room(room))
})

/** Takes the last record of the room’s log apart, as a power cut would. */
function cutTail(folder: string, kind: string): void {
  const path = join(folder, readdirSync(folder).find((name) => name.startsWith(kind) && name.endsWith('.log'))!)
  const log = readFileSync(path)
  let end = log.length
  while (log[end - 1] === 0) end--
  writeFileSync(path, log.subarray(0, end - 20))
}

test.run()
