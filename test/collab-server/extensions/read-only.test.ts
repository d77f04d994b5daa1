import messages from '@tlc/core/document/collections/messages'
import { PROJECT_ROOM, sessionRoom } from '@tlc/core/document/rooms'
import { writeVarString, writeVarUint, writeVarUint8Array } from 'lib0/encoding'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import * as Y from 'yjs'
import { FRAME, frame, rawClient } from '../../helpers/raw-client.ts'
import { newSession, type TestServer, testServer } from '../../helpers/server.ts'

const test = suite<{ server: TestServer }>('collab-server/extensions/read-only')

test.before.each(async (context) => {
  context.server = await testServer()
})
test.after.each(async ({ server }) => {
  await server.close()
})

test('an update of a server-written room is refused in whichever frame it comes', async ({ server }) => {
  const ann = await server.connect({ name: 'Ann' })
  const session = await newSession(ann)
  for (const room of [PROJECT_ROOM, sessionRoom(session)]) {
    const client = await rawClient(server.url)
    client.join(room)
    const update = forged()
    client.update(room, update)
    // A reply to a first sync step, as a sync message and as one that asks for no answer.
    for (const type of [0, 4]) {
      client.send(
        frame(room, type, (encoder) => {
          writeVarUint(encoder, 1)
          writeVarUint8Array(encoder, update)
        }),
      )
    }
    client.stateless(room, { jsonrpc: '2.0', id: 9, method: 'barrier' })
    await client.answer(9)
    client.close()
    const doc = await (await server.connect({ name: 'Bob' })).room(room)
    assert.not(messages.all(doc).some(({ text }) => text === 'forged'))
    assert.not(doc.share.has('forged'))
  }
})

test('a server’s broadcast frame puts its sender out and reaches nobody', async ({ server }) => {
  const listener = await rawClient(server.url, { name: 'Bob' })
  const client = await rawClient(server.url, { name: 'Eve' })
  client.send(frame(PROJECT_ROOM, FRAME.broadcastStateless, (encoder) => writeVarString(encoder, '{"forged":true}')))
  await client.expect(({ type }) => type === FRAME.close)
  listener.stateless(PROJECT_ROOM, { jsonrpc: '2.0', id: 1, method: 'request', params: { request: 'echo', input: 1 } })
  await listener.answer(1)
  assert.not(listener.received.some(({ text }) => text.includes('forged')))
  listener.close()
  client.close()
})

function forged(): Uint8Array {
  const doc = new Y.Doc()
  doc.getMap('forged').set('a', 1)
  messages.append(doc, { id: 'x', author: { id: 'x', name: 'x' }, at: 1, kind: 'text', text: 'forged' })
  return Y.encodeStateAsUpdate(doc)
}

test.run()
