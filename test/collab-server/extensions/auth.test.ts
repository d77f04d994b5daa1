import { get } from 'node:http'
import content from '@tlc/core/document/collections/content'
import { notesRoom, PROJECT_ROOM } from '@tlc/core/document/rooms'
import { SCHEMA } from '@tlc/core/document/schema'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { WebSocket } from 'ws'
import { FRAME, rawClient } from '../../helpers/raw-client.ts'
import { faultCode, newSession, type TestServer, testServer } from '../../helpers/server.ts'

const test = suite<{ server: TestServer }>('collab-server/extensions/auth')

test.after.each(async ({ server }) => {
  await server.close()
})

test('over TCP nobody enters without the token', async (context) => {
  context.server = await testServer({ token: 'the right token' })
  assert.is(await faultCode(context.server.connect({ token: 'the wrong token' })), 'auth/bad-token')
  assert.is(await faultCode(context.server.connect({ token: '' })), 'auth/bad-join')
  const client = await rawClient(context.server.url, {}, false)
  client.join(PROJECT_ROOM)
  assert.match((await client.expect(({ type }) => type === FRAME.auth)).text, 'auth/bad-token')
  const ann = await context.server.connect()
  assert.is(ann.self!.role, 'owner')
})

test('a page of another site cannot open a WebSocket over TCP', async (context) => {
  context.server = await testServer({ token: 'secret' })
  const { host } = new URL(context.server.url)
  assert.is(await opened(context.server.url, 'http://evil.example'), 403)
  assert.is(await opened(context.server.url, 'null'), 403)
  assert.is(await opened(context.server.url, `http://${host}`), 'open')
})

test('over TCP the routes take the token, and stopping is for the socket alone', async (context) => {
  context.server = await testServer({ token: 'secret' })
  const url = context.server.url.replace('ws', 'http')
  assert.is(await status(`${url}/health`), 403)
  assert.is(await status(`${url}/health`, 'Bearer wrong'), 403)
  assert.is(await status(`${url}/health`, 'Bearer secret'), 200)
  assert.is(await status(`${url}/nothing`, 'Bearer secret'), 404)
})

test('the name comes from the client, cleaned; the id does not', async (context) => {
  context.server = await testServer()
  const ann = await context.server.connect({ name: 'Ann\u0007\u202e \n' })
  assert.is(ann.self!.name, 'Ann')
  const again = await context.server.connect({ name: 'Ann' })
  assert.is(again.self!.id, ann.self!.id)
  const nobody = await context.server.connect({ name: '' })
  assert.is(nobody.self!.name, 'someone')
})

test('an older client may look and not act; a newer one is refused', async (context) => {
  context.server = await testServer()
  const ann = await context.server.connect()
  const session = await newSession(ann)
  const older = await context.server.connect({ schema: SCHEMA - 1, name: 'Old' })
  assert.is(await faultCode(older.intent('message-post', { session, text: 'x' })), 'intent/outdated-client')
  const notes = await older.room(notesRoom(session))
  content.text(notes).insert(0, 'not for others')
  await older.saved(notesRoom(session))
  assert.is(content.get(await ann.room(notesRoom(session))), '')
  assert.is(await faultCode(context.server.connect({ schema: SCHEMA + 1 })), 'link/newer-client')
})

test('a client that introduces itself wrongly hears why', async (context) => {
  context.server = await testServer()
  const client = await rawClient(context.server.url, { client: 'toaster' as never }, false)
  client.join(PROJECT_ROOM)
  assert.match((await client.expect(({ type }) => type === FRAME.auth)).text, 'expected one of terminal')
})

function opened(url: string, origin: string): Promise<number | 'open'> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url, { headers: { origin } })
    socket.on('open', () => {
      socket.close()
      resolve('open')
    })
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0))
    socket.on('error', () => {})
  })
}

function status(url: string, authorization?: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { headers: authorization === undefined ? {} : { authorization } }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    }).on('error', reject)
  })
}

test.run()
