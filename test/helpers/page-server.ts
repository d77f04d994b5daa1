import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Handler = (response: ServerResponse, request: IncomingMessage) => void

export interface PageServer {
  /** `http://127.0.0.1:<port>`. */
  url: string
  port: number
  /** Paths in the order in which they were asked for. */
  asked: string[]
  /** Headers of the last request. */
  headers: IncomingMessage['headers']
  close(): Promise<void>
}

/** A web server on loopback. A path that has no handler is not there, robots.txt included. */
export async function pageServer(paths: Record<string, Handler>): Promise<PageServer> {
  const asked: string[] = []
  const http = createServer((request, response) => {
    asked.push(request.url!)
    server.headers = request.headers
    const handler = paths[request.url!] ?? (Object.hasOwn(paths, '*') ? paths['*'] : undefined)
    // Whoever is cut off while sending need not know.
    response.on('error', () => {})
    if (handler && (request.url !== '/robots.txt' || paths['/robots.txt'])) handler(response, request)
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const { port } = http.address() as AddressInfo
  const server: PageServer = {
    url: `http://127.0.0.1:${port}`,
    port,
    asked,
    headers: {},
    close: () => {
      http.closeAllConnections()
      return new Promise((resolve) => http.close(() => resolve()))
    },
  }
  return server
}

export function html(text: string, headers: Record<string, string> = {}): Handler {
  return (response) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(text)
}

export function plain(text: string | Buffer, type = 'text/plain; charset=utf-8'): Handler {
  return (response) => response.writeHead(200, { 'content-type': type }).end(text)
}

export function redirect(location: string, status = 302): Handler {
  return (response) => response.writeHead(status, { location }).end()
}

/** Sends so many megabytes of text as fast as they are taken, and tells how many were. */
export function megabytes(count: number, { onSent }: { onSent?: (megabytes: number) => void } = {}): Handler {
  const piece = Buffer.alloc(1024 * 1024, 'word ')
  return async (response) => {
    const closed = once(response, 'close')
    response.writeHead(200, { 'content-type': 'text/plain' })
    for (let sent = 0; sent < count && !response.destroyed; sent++) {
      if (!response.write(piece)) {
        await Promise.race([once(response, 'drain'), closed])
      }
      onSent?.(sent + 1)
    }
    response.end()
  }
}
