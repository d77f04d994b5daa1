import { once } from 'node:events'
import { get } from 'node:http'
import { connect as connectSocket, type Socket } from 'node:net'
import { PROJECT_ROOM } from '@tlc/core/document/rooms'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { WebSocket } from 'ws'
import { FRAME, frame, rawClient } from '../helpers/raw-client.ts'
import { eventually, type TestServer, testServer } from '../helpers/server.ts'

const UPGRADE = [
  'GET / HTTP/1.1',
  'Host: localhost',
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
].join('\r\n')

interface Context {
  server: TestServer
  sockets: Socket[]
  /** A bare connection to the server. */
  open(): Promise<Socket>
}

const test = suite<Context>('collab-server/listener')

test.before.each((context) => {
  context.sockets = []
  context.open = async () => {
    const { hostname, port } = new URL(context.server.url)
    const socket = connectSocket(Number(port), hostname)
    context.sockets.push(socket)
    socket.on('error', () => {})
    await once(socket, 'connect')
    // A socket whose data nobody takes does not tell that it was closed.
    return socket.resume()
  }
})
test.after.each(async ({ server, sockets }) => {
  for (const socket of sockets) socket.destroy()
  await server.close()
})

test('a page whose name was made to lead here reaches neither WebSocket nor routes, also with the token', async (context) => {
  context.server = await testServer({ token: 'secret' })
  const { host, port } = new URL(context.server.url)
  const rebound = { host: `evil.example:${port}`, authorization: 'Bearer secret' }
  assert.is(await upgraded(context.server.url, { ...rebound, origin: `http://evil.example:${port}` }), 403)
  assert.is(await upgraded(context.server.url, rebound), 403)
  const refused = await fetched(context.server.url, rebound)
  assert.is(refused.status, 403)
  assert.match(refused.body, '--allow-host')
  assert.is(
    await upgraded(context.server.url, { host: `localhost:${port}`, origin: `http://localhost:${port}` }),
    'open',
  )
  assert.is((await fetched(context.server.url, { host, authorization: 'Bearer secret' })).status, 200)
})

test('whoever does not show the token in time is put out, however busy; who has shown it stays', async (context) => {
  context.server = await testServer({ token: 'secret', limits: { strangerMs: 300 } })
  const ann = await context.server.connect()
  const silent = await context.open()
  const slowHead = await dripping(await context.open(), 'GET /health HTTP/1.1\r\nHost: localhost\r\nX: ', 'y')
  const slowBody = await dripping(
    await context.open(),
    'POST /request HTTP/1.1\r\nHost: localhost\r\nContent-Length: 90000\r\n\r\n',
    'z',
  )
  const asking = await dripping(await context.open(), '', 'GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n')
  const mute = await context.open()
  mute.write(`${UPGRADE}\r\n\r\n`)
  const guessing = await rawClient(context.server.url, { token: 'wrong' }, false)
  guessing.join(PROJECT_ROOM)
  assert.match((await guessing.expect(({ type }) => type === FRAME.auth)).text, 'auth/bad-token')
  const all = [silent, slowHead, slowBody, asking, mute]
  await eventually(
    () => all.every((socket) => socket.closed) && guessing.socket.readyState === WebSocket.CLOSED,
    'all are put out',
  )
  assert.is(await ann.request('echo', 1), 1)
  assert.is(context.server.collab.clients, 1)
})

test('of too many who have not shown the token the longest waiting go, and who has it gets in', async (context) => {
  context.server = await testServer({ token: 'secret', limits: { strangers: 8 } })
  const ann = await context.server.connect()
  const crowd = await Promise.all(Array.from({ length: 60 }, () => context.open()))
  await eventually(() => crowd.filter((socket) => !socket.closed).length === 8, 'eight are left')
  const bob = await context.server.connect({ name: 'Bob' })
  assert.is(await bob.request('echo', 1), 1)
  assert.is(await ann.request('echo', 2), 2)
})

test('what a WebSocket may send before the token is bounded, over many messages and within one', async (context) => {
  context.server = await testServer({ token: 'secret', limits: { strangerBytes: 20_000 } })
  for (const size of [1_000, 100_000]) {
    const client = await rawClient(context.server.url, {}, false)
    const closed = once(client.socket, 'close')
    const bytes = frame(PROJECT_ROOM, FRAME.close, () => {})
    for (let i = 0; i < 200_000 / size; i++) client.socket.send(Buffer.concat([bytes, Buffer.alloc(size)]))
    await closed
  }
  const ann = await context.server.connect()
  assert.is(await ann.request('echo', 'x'.repeat(100_000)), 'x'.repeat(100_000))
})

test('the server ends although a client that was refused keeps its side open', async (context) => {
  context.server = await testServer({ token: 'secret' })
  const socket = connectSocket({
    port: Number(new URL(context.server.url).port),
    host: '127.0.0.1',
    allowHalfOpen: true,
  })
  context.sockets.push(socket)
  socket.on('error', () => {})
  socket.write(`${UPGRADE}\r\nOrigin: http://evil.example\r\n\r\n`)
  const [answer] = await once(socket, 'data')
  assert.match(String(answer), 'HTTP/1.1 403')
  await context.server.restart()
  assert.is(await (await context.server.connect()).request('echo', 1), 1)
})

/** The status of a refusal, or `open`. */
function upgraded(url: string, headers: Record<string, string>): Promise<number | 'open'> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { headers })
    socket.on('open', () => {
      socket.close()
      resolve('open')
    })
    socket.on('unexpected-response', (_, response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    socket.on('error', reject)
  })
}

function fetched(url: string, headers: Record<string, string>): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    get(`${url.replace('ws', 'http')}/health`, { headers }, async (response) => {
      const parts = await response.toArray()
      resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString() })
    }).on('error', reject)
  })
}

/** Says `start`, then `again` every few milliseconds until the other side has had enough. */
async function dripping(socket: Socket, start: string, again: string): Promise<Socket> {
  socket.write(start)
  const timer = setInterval(() => socket.write(again), 10)
  socket.once('close', () => clearInterval(timer))
  return socket
}

test.run()
