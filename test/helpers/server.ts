import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Collab, type CollabOptions, createCollab } from '@tlc/collab-server/collab'
import { captureConsole } from '@tlc/collab-server/daemon/console'
import { type Listener, listen } from '@tlc/collab-server/listener'
import { PROJECT_ROOM } from '@tlc/core/document/rooms'
import { type ConnectOptions, connect } from '@tlc/core/link/connect'
import type { Link } from '@tlc/core/link/contract'
import { quietEngine } from './quiet-engine.ts'

export interface TestServer {
  collab: Collab
  readonly folder: string
  /** For `connect` and for raw sockets. */
  url: string
  readonly logged: string[]
  connect(options?: Partial<ConnectOptions>): Promise<Link>
  /** Ends without saving anything more and starts anew on the same folder and address. */
  restart(meanwhile?: () => void): Promise<void>
  close(): Promise<void>
}

/** The real server in this process, on a Unix socket in a temp folder, or on TCP with `token`. */
export async function testServer(options: Partial<CollabOptions> = {}): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'tlc-server-'))
  const links: Link[] = []
  const logged: string[] = []
  const giveBack = captureConsole((line) => logged.push(line))
  const where = options.token ? { host: '127.0.0.1', port: 0 } : { path: join(folder, 's.sock') }
  let listener: Listener

  async function start(): Promise<void> {
    const engine = Promise.withResolvers<Awaited<ReturnType<typeof quietEngine>>>()
    server.collab = await createCollab({
      folder: join(folder, 'wal'),
      version: '0.0.0-test',
      engine: () => engine.promise,
      log: (line) => logged.push(line),
      ...options,
    })
    listener = await listen({
      collab: server.collab,
      where,
      stop: () => {},
      log: (line) => logged.push(line),
    })
    server.url = 'path' in where ? `ws+unix:${where.path}:/` : listener.url.replace('http', 'ws')
    const created = quietEngine({
      root: folder,
      stateDir: folder,
      host: server.collab.rooms,
      log: () => {},
    })
    created.then(async (ready) => {
      await ready.start()
      engine.resolve(ready)
    }, engine.reject)
    engine.promise.catch(() => {})
  }

  const server: TestServer = {
    collab: undefined as unknown as Collab,
    folder,
    url: '',
    logged,
    async connect(more = {}) {
      const link = await connect({
        url: server.url,
        name: 'Ann',
        client: 'terminal',
        ...(options.token && { token: options.token }),
        ...more,
      })
      links.push(link)
      return link
    },
    async restart(meanwhile) {
      await listener.close()
      await server.collab.close()
      meanwhile?.()
      await start()
    },
    async close() {
      await Promise.all(links.map((link) => link.close()))
      await listener.close()
      await server.collab.close()
      rmSync(folder, { recursive: true, force: true })
      giveBack()
    },
  }
  await start()
  return server
}

/** A session to work in. */
export async function newSession(link: Link, title = 'A session'): Promise<string> {
  await link.room(PROJECT_ROOM)
  return (await link.intent<{ session: string }>('session-create', { title })).session
}

/** Waits for a state that a listener or a later look will show; on a busy machine that may take long. */
export async function eventually(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const end = Date.now() + 60_000
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`did not happen: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** The code with which the promise rejects, or `resolved`. */
export async function faultCode(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'resolved',
    (thrown: { code?: string; message?: string }) => thrown.code ?? thrown.message ?? String(thrown),
  )
}
