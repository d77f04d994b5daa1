import { chmodSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { ListenOptions } from 'node:net'
import type { Duplex } from 'node:stream'
import { toRpcError } from '@tlc/core/link/protocol'
import { errorText, TlcError } from '@tlc/core/system/error'
import { WebSocketServer } from 'ws'
import type { Transport } from './client.ts'
import type { Collab } from './collab.ts'
import type { RouteDefinition } from './define-route.ts'
import { routes } from './routes.generated.ts'
import { sameSecret } from './same-secret.ts'

export interface ListenerOptions {
  collab: Collab
  transport: Transport
  where: { path: string } | { host: string; port: number }
  stop(): void
  log(line: string): void
}

export interface Listener {
  /** `http://127.0.0.1:4711`, or '' for a Unix socket. */
  readonly url: string
  close(): Promise<void>
}

/** Takes WebSockets and answers the routes, on a Unix socket or on TCP. Rejects with the system's error. */
export async function listen({ collab, transport, where, stop, log }: ListenerOptions): Promise<Listener> {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: collab.limits.messageBytes,
    perMessageDeflate: false,
  })
  const server = createServer((request, response) => answer(request, response))
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', (fault) => log(`socket: ${fault.message}`))
    const refusal = refuseUpgrade(request, transport)
    if (refusal !== null) {
      reject(socket, refusal)
      return
    }
    sockets.handleUpgrade(request, socket, head, (client) => {
      collab.accept(client, transport)
    })
  })

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const path = (request.url ?? '/').split('?')[0]
    const route = routes.find((candidate) => candidate.path === path && candidate.method === request.method)
    const isOpen = transport.kind === 'socket' || (route?.remote === true && hasToken(request, collab.token))
    if (!route || !isOpen) {
      send(response, route ? 403 : 404, { error: route ? 'forbidden' : 'not found' })
      return
    }
    void run(route, request, response)
  }

  async function run(route: RouteDefinition, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new AbortController()
    // Whoever only looks at the daemon does not keep it.
    const leave = request.method === 'POST' ? collab.visit() : () => {}
    response.on('close', () => {
      gone.abort()
      leave()
    })
    // Not before the answer is out.
    const stopLater = () => void response.once('close', stop)
    try {
      const body = request.method === 'POST' ? await readBody(request, collab.limits.messageBytes) : null
      send(response, 200, await route.run({ collab, transport, body, signal: gone.signal, stop: stopLater }))
    } catch (thrown) {
      const foreseen = thrown instanceof TlcError
      if (!foreseen && !gone.signal.aborted) log(`route ${route.id}: ${errorText(thrown)}`)
      if (!response.destroyed) send(response, foreseen ? 400 : 500, { error: toRpcError(thrown) })
    }
  }

  await start(server, where)
  server.on('error', (fault) => log(`listener: ${fault.message}`))
  if ('path' in where) chmodSync(where.path, 0o600)
  return {
    url: 'path' in where ? '' : urlOf(server),
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeIdleConnections()
      for (const client of sockets.clients) client.terminate()
      server.closeAllConnections()
      await closed
    },
  }
}

/** A page of another site may open a WebSocket to us; its Origin gives it away. Programs send none. */
function refuseUpgrade(request: IncomingMessage, transport: Transport): string | null {
  const { origin, host } = request.headers
  if (transport.kind === 'socket' || origin === undefined) return null
  try {
    return new URL(origin).host === host ? null : '403 Forbidden'
  } catch {
    return '403 Forbidden'
  }
}

function reject(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

function hasToken(request: IncomingMessage, token: string | null): boolean {
  const given = request.headers.authorization?.replace(/^Bearer /, '')
  return sameSecret(given, token)
}

/** The body as JSON, null for none. Rejects with `limit/message` or `rpc/malformed`. */
async function readBody(request: IncomingMessage, most: number): Promise<unknown> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length
    if (bytes > most) throw new TlcError('limit/message', `Expected at most ${most} bytes, more came.`)
    parts.push(part)
  }
  if (bytes === 0) return null
  try {
    return JSON.parse(Buffer.concat(parts).toString())
  } catch (cause) {
    throw new TlcError('rpc/malformed', 'Expected JSON, got something else.', { cause })
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(`${JSON.stringify(body)}\n`)
}

function start(server: Server, where: ListenOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(where, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function urlOf(server: Server): string {
  const address = server.address()
  if (address === null || typeof address === 'string') return ''
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address
  return `http://${host}:${address.port}`
}
