import { randomBytes } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PROJECT_ROOM } from '@tlc/core/document/rooms'
import type { RoomHost } from '@tlc/core/engine/contract'
import { type Endpoint, endpointPath, privateFolder, realRoot, socketPath } from '@tlc/core/link/endpoint'
import { isForeignState, openState } from '@tlc/core/link/project-state'
import { storePath } from '@tlc/core/store/store-path'
import { errorText, TlcError } from '@tlc/core/system/error'
import { type CollabOptions, createCollab, type EnginePort, type Health } from './collab.ts'
import { captureConsole } from './daemon/console.ts'
import { exitWhenIdle } from './daemon/idle-exit.ts'
import { takeProject } from './daemon/lock.ts'
import { logFile } from './daemon/log-file.ts'
import { type Listener, listen, type Place } from './listener.ts'
import { realLogFiles } from './persistence/log-files.ts'
import { storageFault } from './persistence/storage-fault.ts'

/** An engine that is not made, or does not end, by then is not waited for when the daemon ends. */
const ENGINE_PATIENCE_MS = 5_000

/** How long a screen may take to get its document before the engine starts. */
const HEAD_START_MS = 500

/** What a room holds is not sent all at once, and the screen asks for its session next. */
const ROOM_TO_SEND_MS = 150

/** The engine as the daemon runs it. */
export interface ServedEngine extends EnginePort {
  start(): Promise<void>
  idle(): Promise<void>
  close(): Promise<void>
}

export interface ServeOptions {
  /** The project's folder. */
  root: string
  version: string
  createEngine(options: {
    root: string
    stateDir: string
    host: RoomHost
    log(line: string): void
  }): Promise<ServedEngine>
  /** Also take clients over TCP; without `host` on loopback only, without `port` on a free one. `names` lead here too. */
  listen?: { host?: string; port?: number; token?: string; names?: readonly string[] }
  /** Minutes without clients until the daemon ends; 0 for never. Default 10. */
  idleMinutes?: number
  /** Also told every line of the log. */
  onLog?(line: string): void
  /** The process is the daemon's alone: what libraries say on the console goes to its log. */
  ownsConsole?: boolean
  limits?: CollabOptions['limits']
}

export interface Daemon {
  readonly root: string
  readonly state: string
  readonly socket: string
  /** With `listen`: where, and the token that clients need. */
  readonly url: string
  readonly token: string | null
  health(): Health
  /** Flushes everything and ends. Safe to call twice. */
  stop(): Promise<void>
  /** Resolves when the daemon has ended, by whatever cause. */
  readonly ended: Promise<void>
}

/**
 * Serves one project: the socket is open when this resolves, the engine starts behind it. Rejects with `daemon/running` when
 * another daemon has the project, `daemon/no-address` when the port is taken, `daemon/no-state` or `storage/…` when its
 * state cannot be kept or read.
 */
export async function serveProject(options: ServeOptions): Promise<Daemon> {
  const root = realRoot(options.root)
  const state = openState(root)
  const lock = await takeProject(join(state, 'daemon.lock'), socketPath(root))
  if (!lock) {
    throw new TlcError('daemon/running', `Another daemon serves ${root} already.`, {
      hint: 'Use it, or end it with `tlc stop`.',
    })
  }
  const write = logFile(join(state, 'daemon.log'))
  const log = (line: string) => {
    write(line)
    options.onLog?.(line)
  }
  const giveBack = options.ownsConsole ? captureConsole(log) : () => {}
  const unlock = () => {
    giveBack()
    lock.release()
  }
  try {
    return await run({ ...options, root, state, log, unlock })
  } catch (thrown) {
    log(`the daemon did not start: ${errorText(thrown)}`)
    unlock()
    throw thrown
  }
}

interface Run extends ServeOptions {
  state: string
  log(line: string): void
  unlock(): void
}

async function run(options: Run): Promise<Daemon> {
  const { root, state, log, unlock, version } = options
  const socket = socketPath(root)
  privateFolder(dirname(socket))
  // The lock is ours, so whatever is at the path is left over from a daemon that died.
  rmSync(socket, { force: true })
  const token = options.listen ? (options.listen.token ?? randomBytes(24).toString('base64url')) : null
  const engine = Promise.withResolvers<ServedEngine>()
  engine.promise.catch(() => {})
  const ended = Promise.withResolvers<void>()
  /** The first screen has its document, or somebody asks for what the engine knows. */
  const wanted = Promise.withResolvers<void>()
  let endpoint: Endpoint | null = null
  /** Also when the state was removed under us: with it goes what says that it is ours, and how to find us. */
  const makeFolder = (folder: string) => {
    if (openState(root) !== state) throw new Error(`something else stands in the place of ${state}`)
    realLogFiles.makeFolder(folder)
    if (endpoint) void writeEndpoint(state, endpoint).catch((thrown: unknown) => log(`endpoint: ${errorText(thrown)}`))
  }
  const collab = await createCollab({
    folder: join(state, 'wal'),
    files: { ...realLogFiles, makeFolder },
    version,
    token,
    log,
    engine: () => {
      wanted.resolve()
      return engine.promise
    },
    onLook: (room) => {
      if (room === PROJECT_ROOM) setTimeout(wanted.resolve, ROOM_TO_SEND_MS)
    },
    ...(options.limits && { limits: options.limits }),
  })
  /** All is open; a client that is quick can ask to stop before. */
  const up = Promise.withResolvers<void>()
  const listeners: Listener[] = []
  let stopping: Promise<void> | null = null
  const stop = () => {
    stopping ??= up.promise.then(shutDown).then(ended.resolve, ended.resolve)
    return stopping
  }
  const listenAt = async (where: Place) => {
    const listener = await listen({ collab, where, stop: () => setImmediate(stop), log })
    listeners.push(listener)
    return listener
  }
  const close = async () => {
    await collab.close().catch((thrown: unknown) => log(`storage: ${errorText(thrown)}`))
    await Promise.all(listeners.map((listener) => listener.close()))
    rmSync(socket, { force: true })
  }
  const open = async () => {
    await listenAt({ path: socket })
    const { host = '127.0.0.1', port = 0, names = [] } = options.listen ?? {}
    const url = options.listen
      ? (await listenAt({ host, port, names }).catch((cause) => noAddress(host, port, cause))).url
      : ''
    endpoint = { pid: process.pid, socket, version, startedAt: Date.now(), ...(url !== '' && { url }) }
    await writeEndpoint(state, endpoint)
    return url
  }
  const url = await open().catch(async (thrown) => {
    await close()
    throw thrown
  })
  if (isForeignState(root)) log(`${join(root, '.tlc')} was not made here and is left alone; the state is in ${state}`)
  log(`serving ${root} (pid ${process.pid}, version ${version})`)

  // Read while the first screen connects, which asks for it; what is wrong with it is told to who opens it.
  collab.rooms.open(PROJECT_ROOM).then(
    (room) => engine.promise.catch(() => {}).then(room.release),
    () => {},
  )
  // What was measured before is shown before the engine looks whether it still holds.
  if (!existsSync(storePath(state))) wanted.resolve()
  within(HEAD_START_MS, wanted.promise).then(() => startEngine(options, collab.rooms, engine))
  const idle = exitWhenIdle({
    minutes: options.idleMinutes ?? 10,
    clients: () => collab.clients,
    onClients: collab.onClients,
    idle: async () => (await engine.promise).idle(),
    stop: () => {
      log('no clients for a while')
      void stop()
    },
  })

  async function shutDown(): Promise<void> {
    idle.cancel()
    endpoint = null
    // First of all, so that clients from now on start a new daemon instead of meeting one that goes.
    rmSync(endpointPath(state), { force: true })
    const running = await within(ENGINE_PATIENCE_MS, engine.promise).catch(() => null)
    await within(ENGINE_PATIENCE_MS, running?.close()).catch((thrown: unknown) => log(`engine: ${errorText(thrown)}`))
    await close()
    log('stopped')
    unlock()
  }

  up.resolve()
  return { root, state, socket, url, token, health: () => collab.health(), stop, ended: ended.promise }
}

async function writeEndpoint(state: string, endpoint: Endpoint): Promise<void> {
  try {
    await realLogFiles.replace(endpointPath(state), [Buffer.from(`${JSON.stringify(endpoint)}\n`)])
  } catch (thrown) {
    throw storageFault(thrown)
  }
}

function noAddress(host: string, port: number, cause: unknown): never {
  throw new TlcError('daemon/no-address', `Cannot listen at ${host}:${port}: ${errorText(cause)}`, {
    hint: 'Choose another port, or none to get a free one.',
    cause,
  })
}

function startEngine(
  { root, state, log, createEngine }: Run,
  host: RoomHost,
  engine: PromiseWithResolvers<ServedEngine>,
): void {
  createEngine({ root, stateDir: state, host, log })
    .then(async (created) => {
      engine.resolve(created)
      await created.start()
    })
    .catch((thrown: unknown) => {
      log(`engine: ${errorText(thrown)}`)
      engine.reject(thrown)
    })
}

/** Null when the promise takes longer. */
async function within<T>(ms: number, promise: Promise<T> | undefined): Promise<T | null> {
  const timer = Promise.withResolvers<null>()
  const timeout = setTimeout(() => timer.resolve(null), ms)
  try {
    return (await Promise.race([promise, timer.promise])) ?? null
  } finally {
    clearTimeout(timeout)
  }
}
