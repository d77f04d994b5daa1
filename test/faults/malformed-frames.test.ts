import content from '@tlc/core/document/collections/content'
import messages from '@tlc/core/document/collections/messages'
import { fileRoom, PROJECT_ROOM, sessionRoom } from '@tlc/core/document/rooms'
import { writeVarString, writeVarUint, writeVarUint8Array } from 'lib0/encoding'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { random } from '../helpers/random.ts'
import { FRAME, frame, rawClient } from '../helpers/raw-client.ts'
import { newSession, type TestServer, testServer } from '../helpers/server.ts'

// `TLC_FAULT_SEED` to see a run again, `TLC_FAULT_ROUNDS` for a long one.
const SEED = Number(process.env.TLC_FAULT_SEED ?? 1)
const ROUNDS = Number(process.env.TLC_FAULT_ROUNDS ?? 5) * 60
const ROOM = fileRoom('src/app.ts')

const test = suite<{ server: TestServer }>('faults/malformed-frames')

test.before.each(async (context) => {
  context.server = await testServer()
})
test.after.each(async ({ server }) => {
  await server.close()
})

test('random and mangled frames leave the server up, other clients unaffected and the rooms as they were', async ({
  server,
}) => {
  const ann = await server.connect({ name: 'Ann' })
  const session = await newSession(ann)
  const doc = await ann.room(ROOM)
  content.text(doc).insert(0, 'untouched')
  await ann.saved(ROOM)
  const log = await ann.room(sessionRoom(session))
  const good = goodFrames(session)
  const next = random(SEED)
  for (let round = 0; round < ROUNDS; round++) {
    const eve = await rawClient(server.url, { name: 'Eve' }, next(2) === 0)
    for (let i = 0; i < 8 && eve.socket.readyState === WebSocket.OPEN; i++) {
      eve.send(next(3) === 0 ? rubbish(next) : mangled(good[next(good.length)]!, next))
    }
    eve.socket.terminate()
    if (round % 20 === 0) assert.is(await ann.request('echo', round), round, `seed ${SEED}, round ${round}`)
  }
  await ann.intent('message-post', { session, text: 'still alive' })
  assert.is(content.get(doc).includes('untouched'), true)
  await server.restart()
  const bob = await server.connect({ name: 'Bob' })
  const again = await bob.room(sessionRoom(session))
  assert.ok(messages.all(again).some(({ text }) => text === 'still alive'))
  assert.ok(content.get(await bob.room(ROOM)).includes('untouched'))
  assert.equal(
    messages.all(again).filter(({ author }) => author.name !== 'Ann' && author.name !== 'Eve'),
    [],
  )
  assert.is(messages.size(log) <= messages.size(again), true)
  assert.equal(server.collab.health().storage.incidents, [])
})

test('calls with every kind of wrong content are answered and cost nobody the connection', async ({ server }) => {
  const client = await rawClient(server.url)
  const calls: unknown[] = [
    '',
    'null',
    '[]',
    '{',
    '7',
    { jsonrpc: '2.0' },
    { jsonrpc: '1.0', id: 1, method: 'intent', params: {} },
    { jsonrpc: '2.0', id: 'x', method: 'intent' },
    { jsonrpc: '2.0', id: 2, method: 'explode' },
    { jsonrpc: '2.0', id: 3, method: 'intent', params: null },
    { jsonrpc: '2.0', id: 4, method: 'intent', params: { intent: '__proto__', input: {}, key: 'key-key-key' } },
    { jsonrpc: '2.0', id: 5, method: 'request', params: { request: 'constructor' } },
    { jsonrpc: '2.0', method: 'cancel', params: { id: 999 } },
    {
      jsonrpc: '2.0',
      id: 6,
      method: 'intent',
      params: { intent: 'session-create', input: JSON.parse('{"title":"x","__proto__":{"a":1}}'), key: 'key-key-key' },
    },
  ]
  for (const call of calls) client.stateless(PROJECT_ROOM, call)
  client.stateless(PROJECT_ROOM, { jsonrpc: '2.0', id: 99, method: 'barrier' })
  await client.answer(99)
  const errors = client.received.filter(({ type, text }) => type === FRAME.stateless && text.includes('"error"'))
  assert.is(errors.length, calls.length - 1)
  client.close()
})

/** One of each frame as a client sends it. */
function goodFrames(session: string): Uint8Array[] {
  const doc = new Y.Doc()
  content.text(doc).insert(0, 'good')
  const update = Y.encodeStateAsUpdate(doc)
  const rooms = [PROJECT_ROOM, sessionRoom(session), ROOM]
  const call = {
    jsonrpc: '2.0',
    id: 1,
    method: 'intent',
    params: { intent: 'message-post', input: { session, text: 'x' }, key: 'some-key-of-eve' },
  }
  return rooms.flatMap((room) => [
    ...[0, 1, 2].map((step) =>
      frame(room, FRAME.sync, (encoder) => {
        writeVarUint(encoder, step)
        writeVarUint8Array(encoder, step === 0 ? Y.encodeStateVector(doc) : update)
      }),
    ),
    frame(room, FRAME.awareness, (encoder) => writeVarUint8Array(encoder, Uint8Array.of(1, 77, 1, 2, 123, 125))),
    frame(room, FRAME.stateless, (encoder) => writeVarString(encoder, JSON.stringify(call))),
    frame(room, FRAME.auth, (encoder) => {
      writeVarUint(encoder, 0)
      writeVarString(encoder, '{}')
    }),
    frame(room, FRAME.close, (encoder) => writeVarString(encoder, 'bye')),
  ])
}

function rubbish(next: (below: number) => number): Uint8Array {
  return Uint8Array.from({ length: next(200) }, () => next(256))
}

function mangled(good: Uint8Array, next: (below: number) => number): Uint8Array {
  const wrong = good.slice(0, next(4) === 0 ? next(good.length) : good.length)
  for (let flips = next(4); flips > 0 && wrong.length > 0; flips--) wrong[next(wrong.length)]! ^= 1 << next(8)
  return wrong
}

test.run()
