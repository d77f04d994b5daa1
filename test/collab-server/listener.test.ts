import { once } from 'node:events'
import { get } from 'node:http'
import { connect as connectSocket, type Socket } from 'node:net'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { WebSocket } from 'ws'
import { type TestServer, testServer } from '../helpers/server.ts'

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
}

const test = suite<Context>('collab-server/listener')

test.before.each((context) => {
  context.sockets = []
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

test.run()
