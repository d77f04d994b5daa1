import { spawn } from 'node:child_process'
import { closeSync, constants, existsSync, type FSWatcher, openSync, readFileSync, watch } from 'node:fs'
import { connect as connectSocket } from 'node:net'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import type { PresenceState } from '../document/records.ts'
import { TlcError } from '../system/error.ts'
import { systemCode } from '../system/file-fault.ts'
import { compileCache } from '../system/paths.ts'
import type { Link, Remembered } from './contract.ts'
import { isOwnSocket, readEndpoint, realRoot, socketPath } from './endpoint.ts'
import { openState, projectState } from './project-state.ts'

// An import of this module would load all that it offers, WebSockets and `fetch` included: half the time of a start.
const { request } = process.getBuiltinModule('node:http')

export interface AttachOptions {
  /** The project's folder. */
  root: string
  /** Command and arguments that serve this project in the foreground. Without it a daemon that does not run is not started. */
  serve?: readonly string[]
  /** Of this program: a daemon of another one that nobody uses gives way to `serve`. */
  version?: string
  /** The name to be seen under; the user's login name without it. */
  name?: string
  client?: PresenceState['client']
  /** As `ConnectOptions` has it. */
  remembered?: Remembered | null
  /** What `daemonSocket` answers, for who asked ahead. */
  socket?: Promise<string>
  signal?: AbortSignal
  /** Until a daemon that had to be started answers; default 15,000. */
  timeoutMs?: number
}

const DEFAULT_TIMEOUT_MS = 15_000
/**
 * For glibc, which would keep one heap a thread and hold on to what is freed: with the many threads of the daemon that
 * doubles its memory.
 */
const ALLOCATOR = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: String(64 * 1024),
  MALLOC_TRIM_THRESHOLD_: String(1024 * 1024),
}
/** The WebSocket close code of a server that goes in order (RFC 6455, 7.4.1). */
const STOPPED = 1001
/** Who was asked has ended. */
const GONE = new Set(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ENOENT'])
const MOST_ASKED_AGAIN = 100
/** In a minute: a daemon that dies again and again is left alone. */
const MOST_REVIVALS = 3
/** Looked again at least this often, should the folder's watch miss something. */
const AGAIN_MS = 100

/**
 * Connects to the project's daemon, which is started when it does not run. Rejects with `link/not-running` (without
 * `serve`), `link/no-start` or as `connect` does.
 */
export async function attach(options: AttachOptions): Promise<Link> {
  const starting = options.socket ?? daemonSocket(options)
  // Loaded while the daemon starts; asking whether one runs needs none of it.
  const [path, { connect }] = await Promise.all([starting, import('./connect.ts')])
  const link: Link = await connect({
    url: `ws+unix:${path}:/`,
    name: options.name ?? loginName(),
    client: options.client ?? 'cli',
    remembered: options.remembered ?? null,
    ...(options.signal && { signal: options.signal }),
    ...(options.serve && { onLost: reviver(options, () => link.state === 'reconnecting') }),
  })
  return link
}

/** Starts the daemon again when it died under its clients; one that was stopped stays so. */
function reviver({ version: _, ...options }: AttachOptions, isLost: () => boolean): (code: number) => void {
  const revived: number[] = []
  let losses = 0
  return (code) => {
    const now = performance.now()
    const loss = ++losses
    if (code === STOPPED || revived.filter((at) => now - at < 60_000).length >= MOST_REVIVALS) return
    revived.push(now)
    // A connection that came back and was lost again is another loss, which decides for itself.
    revive(options, () => loss === losses && isLost()).catch(() => {})
  }
}

/** The link itself connects again once the socket is there, and shows meanwhile that it is not. */
async function revive(options: AttachOptions, isLost: () => boolean): Promise<void> {
  // More than once: the socket of a process that is dying may still take a connection.
  for (const ms of [50, 200, 500]) {
    await new Promise((resolve) => setTimeout(resolve, ms))
    if (!isLost()) return
    await runningSocket(realRoot(options.root), options)
  }
}

/** The socket of the project's daemon, which is started when it does not run. Rejects as `attach` does. */
export async function daemonSocket(options: AttachOptions): Promise<string> {
  const root = realRoot(options.root)
  const path = options.serve ? await runningSocket(root, options) : await findSocket(root)
  if (path !== null) return path
  throw new TlcError('link/not-running', `No daemon serves ${root}.`, {
    hint: 'Start it with `tlc serve`, or open the project with `tlc`.',
  })
}

/** What the running daemon says of itself; null when none runs. */
export async function daemonHealth<Health = Record<string, unknown>>(root: string): Promise<Health | null> {
  return askRunning<Health>(realRoot(root), 'GET', '/health')
}

/** Ends the daemon and waits until it is gone. False when none ran. */
export async function stopDaemon(root: string, { timeoutMs = DEFAULT_TIMEOUT_MS } = {}): Promise<boolean> {
  const answer = await askRunning<{ pid: number }>(realRoot(root), 'POST', '/stop')
  if (answer === null) return false
  const { pid } = answer
  const until = performance.now() + timeoutMs
  while (isAlive(pid)) {
    if (performance.now() > until)
      throw new TlcError('link/no-stop', `The daemon (pid ${pid}) does not end.`, {
        hint: 'See its log, .tlc/daemon.log.',
      })
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return true
}

async function runningSocket(root: string, options: AttachOptions): Promise<string> {
  // Where no socket is the daemon starts at once: the next turn of the event loop is late while a screen is loaded.
  const found = existsSync(knownSocket(root)) ? await findSocket(root) : null
  if (found !== null && !(await givesWay(root, options.version))) return found
  const state = openState(root)
  const daemon = startDaemon(options.serve!, root, state)
  return waitForSocket(root, state, daemon, options)
}

/**
 * Ends a daemon of another version, as an update leaves it, unless somebody uses it. Where versions fit together is for the
 * protocol to say when a room is entered.
 */
async function givesWay(root: string, version: string | undefined): Promise<boolean> {
  const running = daemonVersion(root)
  if (version === undefined || running === null || running === version) return false
  const health = await askRunning<{ clients: number }>(root, 'GET', '/health')
  if (health === null || health.clients > 0) return health === null
  await stopDaemon(root)
  return true
}

interface Started {
  readonly ended: boolean
  onEnd(listener: () => void): void
}

function startDaemon([command, ...args]: readonly string[], root: string, state: string): Started {
  const { O_WRONLY, O_APPEND, O_CREAT, O_NOFOLLOW = 0 } = constants
  const log = openSync(join(state, 'daemon.log'), O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW, 0o600)
  const env = { ...ALLOCATOR, NODE_COMPILE_CACHE: compileCache(process.env), ...process.env }
  const child = spawn(command!, args, {
    cwd: root,
    env,
    detached: true,
    stdio: ['ignore', log, log],
    windowsHide: true,
  })
  closeSync(log)
  child.unref()
  const listeners: (() => void)[] = []
  let ended = false
  const finish = () => {
    ended = true
    for (const listener of listeners) listener()
  }
  child.once('error', finish)
  child.once('exit', finish)
  return {
    get ended() {
      return ended
    },
    onEnd: (listener) => void listeners.push(listener),
  }
}

/** Resolves with the socket once a daemon takes connections: the one that was started, or one that was quicker. */
async function waitForSocket(
  root: string,
  state: string,
  daemon: Started,
  { signal, timeoutMs = DEFAULT_TIMEOUT_MS }: AttachOptions,
): Promise<string> {
  const until = performance.now() + timeoutMs
  let look = Promise.withResolvers<void>()
  const again = () => look.resolve()
  const watcher = watchFolder(state, again)
  daemon.onEnd(again)
  signal?.addEventListener('abort', again)
  try {
    while (performance.now() < until) {
      if (signal?.aborted) throw new TlcError('link/cancelled', 'Attaching was cancelled.', { cause: signal.reason })
      look = Promise.withResolvers<void>()
      // A daemon that finds the project taken ends only once the other one takes connections.
      const { ended } = daemon
      const path = await findSocket(root)
      if (path !== null) return path
      if (ended) break
      const timer = setTimeout(again, AGAIN_MS)
      await look.promise
      clearTimeout(timer)
    }
    throw cannotStart(state)
  } finally {
    watcher?.close()
    signal?.removeEventListener('abort', again)
  }
}

/** Null where the system allows no more watches: then the timer alone looks again. */
function watchFolder(path: string, changed: () => void): FSWatcher | null {
  try {
    return watch(path, changed).on('error', () => {})
  } catch {
    return null
  }
}

/** What the daemon that was started last said of itself; null when none runs. */
export function daemonVersion(root: string): string | null {
  return readEndpoint(projectState(realRoot(root)))?.version ?? null
}

function knownSocket(root: string): string {
  return readEndpoint(projectState(root))?.socket ?? socketPath(root)
}

/** The daemon's socket, if somebody listens there. A file whose daemon died refuses connections. */
async function findSocket(root: string): Promise<string | null> {
  const path = knownSocket(root)
  if (!isOwnSocket(path)) return null
  return new Promise((resolve) => {
    const probe = connectSocket(path)
    probe.once('connect', () => {
      probe.destroy()
      resolve(path)
    })
    probe.once('error', () => resolve(null))
  })
}

/** Null when no daemon runs. One that was killed takes connections for a moment still, and answers none of them. */
async function askRunning<T>(root: string, method: string, path: string): Promise<T | null> {
  for (let again = 0; ; again++) {
    const socket = await findSocket(root)
    if (socket === null) return null
    try {
      return await ask<T>(socket, method, path)
    } catch (thrown) {
      const code = thrown instanceof TlcError ? systemCode(thrown.cause) : undefined
      if (again === MOST_ASKED_AGAIN || !GONE.has(code ?? '')) throw thrown
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

function ask<T>(socketPath: string, method: string, path: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath, method, path, timeout: DEFAULT_TIMEOUT_MS }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => {
        text += part
      })
      response.on('end', () => {
        try {
          resolve(JSON.parse(text) as T)
        } catch (cause) {
          reject(
            new TlcError('link/unreachable', `The daemon answered ${path} with something else than JSON.`, { cause }),
          )
        }
      })
    })
    asked.on('timeout', () => asked.destroy(new Error('no answer in time')))
    asked.on('error', (cause) =>
      reject(new TlcError('link/unreachable', `The daemon does not answer ${path}.`, { cause })),
    )
    asked.end()
  })
}

function cannotStart(state: string): TlcError {
  const path = join(state, 'daemon.log')
  return new TlcError('link/no-start', `The daemon did not start:\n${lastLines(path)}`, { hint: `See ${path}.` })
}

function lastLines(path: string): string {
  try {
    return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-5).join('\n')
  } catch {
    return '(it wrote no log)'
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch {
    return false
  }
}

// Where the first process of a container does not reap, what has ended stays listed. The fields are those of proc(5); with
// more than one thread the process is still on its way out, and holds its files.
function isZombie(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' && Number(fields[17]) <= 1
  } catch {
    return false
  }
}

function loginName(): string {
  try {
    return userInfo().username
  } catch {
    return 'someone'
  }
}
