import { randomBytes } from 'node:crypto'
import { Hocuspocus } from '@hocuspocus/server'
import files from '@tlc/core/document/collections/files'
import meta from '@tlc/core/document/collections/meta'
import overview from '@tlc/core/document/collections/overview'
import sessions from '@tlc/core/document/collections/sessions'
import { PROJECT_ROOM } from '@tlc/core/document/rooms'
import type { EngineActions } from '@tlc/core/intents/_define-intent'
import { errorText } from '@tlc/core/system/error'
import type { WebSocket } from 'ws'
import { BARE_REQUEST } from './bare-request.ts'
import type { Client, Transport } from './client.ts'
import type { ServerParts } from './define-extension.ts'
import { extensions } from './extensions.generated.ts'
import { IntentRunner } from './intent-runner.ts'
import { DEFAULT_LIMITS, type Limits } from './limits.ts'
import { serverOrigin } from './origins.ts'
import type { RoomIncident } from './persistence/incident.ts'
import type { LogFiles } from './persistence/log-files.ts'
import { RoomStores } from './persistence/room-stores.ts'
import { recoverSessions } from './recover-sessions.ts'
import { Rooms } from './rooms.ts'
import { Rpc } from './rpc.ts'

/** Damages that the project room remembers. */
const KEPT_INCIDENTS = 20

/** What the server needs of the engine. */
export interface EnginePort {
  actions: EngineActions
  request(id: string, input: unknown, signal: AbortSignal): Promise<unknown>
}

export interface CollabOptions {
  /** Folder of logs and snapshots. */
  folder: string
  version: string
  engine(): Promise<EnginePort>
  token?: string | null
  limits?: Partial<Limits>
  files?: LogFiles
  /** Told each time that a client was sent what is in a room. */
  onLook?(room: string): void
  now?(): number
  log(line: string): void
}

export interface Health {
  pid: number
  version: string
  rooms: number
  clients: number
  files: number
  findings: number
  indexed: boolean
  rssMb: number
  uptimeMs: number
  storage: {
    /** Bytes in the logs of the loaded rooms, not yet folded into snapshots. */
    logBytes: number
    faults: { room: string; code: string; message: string }[]
    incidents: RoomIncident[]
  }
}

/** The live documents of one project and everything that guards them; sockets are handed in. */
export interface Collab {
  readonly rooms: Rooms
  /** Whose sockets are open, and who waits for an answer by HTTP. */
  readonly clients: number
  accept(socket: WebSocket, transport: Transport): void
  onClients(listener: (count: number) => void): void
  /** Counts somebody who asks by HTTP as a client until the returned function is called. */
  visit(): () => void
  /** Answers a request of the engine. */
  request(id: string, input: unknown, signal: AbortSignal): Promise<unknown>
  /** Does the token fit? */
  readonly token: string | null
  readonly limits: Limits
  health(): Health
  close(): Promise<void>
}

export async function createCollab(options: CollabOptions): Promise<Collab> {
  const { engine, log, now = Date.now, token = null, version } = options
  const startedAt = now()
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  const stores = await RoomStores.start({
    folder: options.folder,
    log,
    now,
    ...(options.files && { files: options.files }),
  })
  const parts: ServerParts = {
    stores,
    limits,
    token,
    onLook: options.onLook ?? (() => {}),
    now,
    log,
    hasSession: async (id) => sessions.has((await rooms.keep(PROJECT_ROOM)).doc, id),
  }
  const hocuspocus = new Hocuspocus<Client>({
    quiet: true,
    extensions: extensions.map(({ id, priority, create }) => ({
      extensionName: id,
      priority: priority ?? 100,
      ...create(parts),
    })),
    onStateless: async ({ connection, documentName, payload }) => rpc.handle(connection, documentName, payload),
    // A large change must not go out before it is in the log; Hocuspocus would flush it within the transaction.
    flushMaxBytes: Number.POSITIVE_INFINITY,
    maxUnauthenticatedQueueSize: 256 * 1024,
    maxUnauthenticatedQueueMessages: 200,
  })
  const rooms = new Rooms(hocuspocus, stores)
  const newId = () => randomBytes(8).toString('hex')
  const actions: EngineActions = {
    rerun: (wish) =>
      void engine().then(
        (ready) => ready.actions.rerun(wish),
        (fault) => log(`engine: ${errorText(fault)}`),
      ),
    refreshPlan: async (session) => (await engine()).actions.refreshPlan(session),
    pages: async () => (await engine()).actions.pages(),
    learning: async () => (await engine()).actions.learning(),
  }
  const intents = new IntentRunner({ rooms, stores, now, newId, log, engine: actions })
  const request = async (id: string, input: unknown, signal: AbortSignal) => (await engine()).request(id, input, signal)
  const rpc = new Rpc({ intents, request, requestsAtOnce: limits.requestsAtOnce, log })
  const sockets = new Set<WebSocket>()
  const listeners = new Set<(count: number) => void>()
  let visitors = 0
  const count = () => sockets.size + visitors
  const inform = () => {
    for (const listener of listeners) listener(count())
  }

  stores.onIncident((incident) => {
    const note = async () => {
      const project = await rooms.keep(PROJECT_ROOM)
      project.transact(serverOrigin('server'), () => {
        const earlier = meta.get(project.doc, 'incidents') ?? []
        meta.put(project.doc, 'incidents', [...earlier, incident].slice(-KEPT_INCIDENTS))
      })
      const isLost = incident.lostBytes > 0 || incident.repaired === 0
      if (incident.room === PROJECT_ROOM && isLost) await recover()
    }
    // Later: the room may be the one that is just being loaded.
    later(note)
  })
  // Its files were moved away, as they have to be when nothing of them verifies.
  if (stores.sessions().length > 0 && !stores.isStored(PROJECT_ROOM)) later(recover)

  function later(act: () => Promise<void>): void {
    setImmediate(() => void act().catch((thrown) => log(`storage: ${errorText(thrown)}`)))
  }

  async function recover(): Promise<void> {
    const found = await recoverSessions(rooms, stores.sessions(), now())
    if (found > 0) log(`storage: sessions that the project's index had lost: ${found}, entered again`)
  }

  return {
    rooms,
    token,
    limits,
    get clients() {
      return count()
    },
    onClients: (listener) => void listeners.add(listener),
    visit() {
      visitors++
      inform()
      return () => {
        visitors--
        inform()
      }
    },
    request,
    accept(socket, transport) {
      const bounded = boundUnread(socket, limits.unreadBytes, log)
      const connection = hocuspocus.handleConnection(bounded, BARE_REQUEST, { transport } as Client)
      sockets.add(socket)
      inform()
      socket.on('message', (data: Buffer) =>
        connection.handleMessage(new Uint8Array(data.buffer, data.byteOffset, data.byteLength)),
      )
      socket.on('error', (fault) => log(`socket: ${fault.message}`))
      socket.on('close', (code, reason) => {
        sockets.delete(socket)
        connection.handleClose({ code, reason: String(reason) })
        inform()
      })
    },
    health() {
      const project = hocuspocus.documents.get(PROJECT_ROOM)
      const found = project && overview.get(project, 'findings')
      const analysis = project && overview.get(project, 'analysis')
      return {
        pid: process.pid,
        version,
        rooms: hocuspocus.getDocumentsCount(),
        clients: sockets.size,
        files: project ? files.size(project) : 0,
        findings: found ? found.error + found.warning + found.info : 0,
        indexed: analysis?.state === 'ready',
        message: analysis?.state === 'ready' || analysis?.state === 'failed' ? analysis.message : '',
        rssMb: Math.round(process.memoryUsage.rss() / 1024 / 1024),
        uptimeMs: now() - startedAt,
        storage: { logBytes: stores.logBytes(), faults: stores.faults(), incidents: stores.incidents },
      }
    },
    async close() {
      for (const socket of sockets) socket.close(1001, 'the daemon stops')
      hocuspocus.closeConnections()
      await stores.stop()
      for (const document of hocuspocus.documents.values()) document.destroy()
    },
  }
}

/** A client that does not read is put out before what waits for it fills the memory. */
function boundUnread(socket: WebSocket, most: number, log: (line: string) => void) {
  return {
    get readyState() {
      return socket.readyState
    },
    close: (code?: number, reason?: string) => socket.close(code, reason),
    send(data: string | ArrayBufferLike | Blob | ArrayBufferView) {
      if (socket.bufferedAmount > most) {
        log(`socket: closed a client with ${socket.bufferedAmount} unread bytes`)
        socket.terminate()
        return
      }
      socket.send(data as Uint8Array)
    },
  }
}
