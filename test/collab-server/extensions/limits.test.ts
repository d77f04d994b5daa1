import { once } from 'node:events'
import content from '@tlc/core/document/collections/content'
import { fileRoom, PROJECT_ROOM } from '@tlc/core/document/rooms'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import * as Y from 'yjs'
import { FRAME, rawClient } from '../../helpers/raw-client.ts'
import { eventually, type TestServer, testServer } from '../../helpers/server.ts'

const ROOM = fileRoom('src/app.ts')
const test = suite<{ server: TestServer }>('collab-server/extensions/limits')

test.after.each(async ({ server }) => {
  await server.close()
})

test('a message beyond the limit closes its sender’s socket and no other', async (context) => {
  context.server = await testServer({ limits: { messageBytes: 10_000 } })
  const ann = await context.server.connect()
  const client = await rawClient(context.server.url)
  client.send(new Uint8Array(10_001))
  const [code] = await once(client.socket, 'close')
  assert.is(code, 1009)
  assert.is(await ann.request('echo', 1), 1)
})

test('a flood of messages puts its sender out of the room', async (context) => {
  context.server = await testServer({ limits: { messagesPerSecond: 10, messageBurst: 50 } })
  const client = await rawClient(context.server.url)
  for (let i = 0; i < 100; i++) client.stateless(PROJECT_ROOM, { jsonrpc: '2.0', id: i, method: 'barrier' })
  const { text } = await client.expect(({ type }) => type === FRAME.close)
  assert.match(text, 'limit/message-rate')
  client.close()
})

test('a clock that is set back puts nobody out', async (context) => {
  let now = 1_000_000_000
  context.server = await testServer({ now: () => now })
  const client = await rawClient(context.server.url)
  for (const id of [1, 2]) {
    client.stateless(PROJECT_ROOM, { jsonrpc: '2.0', id, method: 'barrier' })
    await client.answer(id)
    now -= 3_600_000
  }
  client.close()
})

test('updates that wait for others are refused before they cost anything', async (context) => {
  context.server = await testServer()
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update) => updates.push(update))
  content.text(doc).insert(0, 'one ')
  content.text(doc).insert(4, 'two ')
  content.text(doc).delete(0, 2)
  const other = new Y.Doc()
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
  const before = Y.encodeStateVector(other)
  content.text(other).insert(3, 'inside')
  for (const orphan of [updates[1]!, updates[2]!, Y.encodeStateAsUpdate(other, before)]) {
    const client = await rawClient(context.server.url)
    client.join(ROOM)
    client.update(ROOM, orphan)
    assert.match((await client.expect(({ type }) => type === FRAME.close)).text, 'room/incomplete-update')
    client.close()
  }
  const ann = await context.server.connect()
  assert.is(content.get(await ann.room(ROOM)), '')
})

test('what is no update at all is refused, and others go on', async (context) => {
  context.server = await testServer()
  const ann = await context.server.connect()
  await ann.room(ROOM)
  const client = await rawClient(context.server.url)
  client.join(ROOM)
  client.update(ROOM, Uint8Array.of(1, 1, 200, 7, 0, 200, 200, 200))
  assert.match((await client.expect(({ type }) => type === FRAME.close)).text, 'room/')
  client.close()
  assert.is(await ann.request('echo', 1), 1)
})

test('a client that builds on a refused change loads the room anew and goes on', async (context) => {
  context.server = await testServer()
  const ann = await context.server.connect({ name: 'Ann' })
  const doc = await ann.room(ROOM)
  let replaced = false
  ann.onReplaced(() => {
    replaced = true
  })
  // A part that nobody else can have: as if the server had lost it.
  const lost = new Y.Doc()
  content.text(lost).insert(0, 'lost')
  const more = new Y.Doc()
  Y.applyUpdate(more, Y.encodeStateAsUpdate(lost))
  const before = Y.encodeStateVector(more)
  content.text(more).insert(2, 'more')
  doc.emit('update', [Y.encodeStateAsUpdate(more, before), null, doc, new Y.Transaction(doc, null, true)])
  await eventually(() => replaced, 'the replica is exchanged')
  content.text(await ann.room(ROOM)).insert(0, 'again')
  await ann.saved(ROOM)
  const bob = await context.server.connect({ name: 'Bob' })
  assert.is(content.get(await bob.room(ROOM)), 'again')
})

test('more calls at once than allowed are refused one by one', async (context) => {
  context.server = await testServer({ limits: { requestsAtOnce: 2 } })
  const ann = await context.server.connect()
  const abort = new AbortController()
  const waiting = [1, 2].map(() => ann.request('wait', {}, { signal: abort.signal }).catch(() => {}))
  const code = await ann.request('echo', 1).then(
    () => 'resolved',
    (fault: { code: string }) => fault.code,
  )
  assert.is(code, 'limit/calls')
  abort.abort()
  await Promise.all(waiting)
  await eventually(async () => (await ann.request('echo', 1).catch(() => 0)) === 1, 'there is room again')
})

test('a client that does not read is put out before what waits for it fills the memory', async (context) => {
  context.server = await testServer({ limits: { unreadBytes: 500_000 } })
  const ann = await context.server.connect()
  const doc = await ann.room(ROOM)
  const deaf = await rawClient(context.server.url)
  deaf.join(ROOM)
  await deaf.expect(({ room, type }) => room === ROOM && type === FRAME.stateless)
  deaf.socket.pause()
  for (let i = 0; i < 100 && context.server.collab.clients > 1; i++) {
    content.text(doc).insert(0, 'x'.repeat(50_000))
    await ann.saved(ROOM)
  }
  assert.is(context.server.collab.clients, 1)
  assert.ok(content.get(doc).length < 3_000_000)
  assert.ok(context.server.logged.some((line) => line.includes('unread bytes')))
})

test('calls under one id do not slip past the limit', async (context) => {
  context.server = await testServer({ limits: { requestsAtOnce: 2 } })
  const client = await rawClient(context.server.url)
  const wait = { jsonrpc: '2.0', id: 7, method: 'request', params: { request: 'wait' } }
  client.stateless(PROJECT_ROOM, wait)
  client.stateless(PROJECT_ROOM, wait)
  const { error } = (await client.answer(7)) as { error: { data: { code: string } } }
  assert.is(error.data.code, 'rpc/malformed')
  client.close()
})

test.run()
