import { chmodSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { ListenOptions, Socket } from 'node:net'
import { toRpcError } from '@tlc/core/link/protocol'
import { errorText, TlcError } from '@tlc/core/system/error'
import { WebSocketServer } from 'ws'
import type { Transport } from './client.ts'
import type { Collab } from './collab.ts'
import type { RouteDefinition } from './define-route.ts'
import { routes } from './routes.generated.ts'
import { sameSecret } from './same-secret.ts'
import { servesHost } from './served-hosts.ts'
import { Strangers } from './strangers.ts'

export interface ListenerOptions {
  collab: Collab
  where: Place
  stop(): void
  log(line: string): void
}

/** A Unix socket, or TCP: then also by these names, beside those that are this machine's anyway. */
export type Place = { path: string } | { host: string; port: number; names?: readonly string[] }

export interface Listener {
  /** `http://127.0.0.1:4711`, or '' for a Unix socket. */
  readonly url: string
  close(): Promise<void>
}

/** Takes WebSockets and answers the routes, on a Unix socket or on TCP. Rejects with the system's error. */
export async function listen({ collab, where, stop, log }: ListenerOptions): Promise<Listener> {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: collab.limits.messageBytes,
    perMessageDeflate: false,
  })
  const isTcp = 'host' in where
  const names = isTcp ? [where.host, ...(where.names ?? [])] : []
  const strangers = new Strangers(collab.limits)
  const server = createServer((request, response) => answer(request, response))
  if (isTcp) server.on('connection', (socket) => strangers.add(socket))
  server.on('upgrade', (request, duplex, head) => {
    const socket = duplex as Socket
    socket.on('error', (fault) => log(`socket: ${fault.message}`))
    const refusal = isTcp ? (refuseHost(request, names) ?? refuseOrigin(request)) : null
    if (refusal !== null) {
      reject(socket, refusal)
      return
    }
    sockets.handleUpgrade(request, socket, head, (client) => {
      collab.accept(client, transportOf(socket))
    })
    if (isTcp) strangers.bound(socket)
  })

  function transportOf(socket: Socket): Transport {
    return isTcp ? { kind: 'tcp', proven: () => strangers.prove(socket) } : { kind: 'socket' }
  }

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const path = (request.url ?? '/').split('?')[0]
    const route = routes.find((candidate) => candidate.path === path && candidate.method === request.method)
    const refusal = isTcp ? refuseHost(request, names) : null
    if (refusal !== null) {
      send(response, 403, { error: refusal })
      return
    }
    const isProven = isTcp && hasToken(request, collab.token)
    if (isProven) strangers.prove(request.socket)
    const isOpen = !isTcp || (route?.remote === true && isProven)
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
      send(response, 200, await route.run({ collab, body, signal: gone.signal, stop: stopLater }))
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
      strangers.close()
      server.closeAllConnections()
      await closed
    },
  }
}

/** Why a request under this name is refused, for people; null when it is not. */
function refuseHost({ headers: { host } }: IncomingMessage, names: readonly string[]): string | null {
  if (servesHost(host, names)) return null
  return `not served as ${JSON.stringify(host?.slice(0, 200) ?? '')}; \`tlc serve --allow-host <name>\` allows a name`
}

/** A page of another site may open a WebSocket to us; its Origin gives it away. Programs send none. */
function refuseOrigin({ headers: { origin, host } }: IncomingMessage): string | null {
  if (origin === undefined) return null
  return URL.canParse(origin) && new URL(origin).host === host ? null : 'a page of another site may not connect'
}

// Whoever keeps its side open would else hold the connection, and with it the end of the daemon.
function reject(socket: Socket, reason: string): void {
  const body = `${JSON.stringify({ error: reason })}\n`
  const head = `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}`
  socket.end(`HTTP/1.1 403 Forbidden\r\nConnection: close\r\n${head}\r\n\r\n${body}`, () => socket.destroy())
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
