import { chmodSync, lstatSync, mkdirSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { integer, optional, shape, text } from '../document/check.ts'
import { TlcError } from '../system/error.ts'
import { runtimeFolder, temporaryFolder } from '../system/paths.ts'
import { projectId } from './project-state.ts'

/** What a running daemon writes into the state folder, so that clients find it. */
export interface Endpoint {
  pid: number
  socket: string
  version: string
  /** ms since the epoch. */
  startedAt: number
  /** `http://127.0.0.1:4711`, when it also listens on TCP. */
  url?: string | undefined
}

const endpointCheck = shape({ pid: integer, socket: text, version: text, startedAt: integer, url: optional(text) })

/** `sun_path` holds 108 bytes with its NUL on Linux, 104 on macOS. */
const LONGEST_SOCKET = 103
/** What stands in the address of a WebSocket as it is: a blank, a colon or a letter outside of ASCII does not. */
const PLAIN = /^[\w/.,+@~=-]+$/

/** The socket of the project's daemon. The same for every path that leads to the project. */
export function socketPath(root: string, env: NodeJS.ProcessEnv = process.env): string {
  const name = `${projectId(root)}.sock`
  const paths = [runtimeFolder(env), temporaryFolder(env), temporaryFolder(env, '/tmp')].map((each) => join(each, name))
  return paths.find((path) => PLAIN.test(path) && path.length <= LONGEST_SOCKET) ?? paths[0]!
}

/**
 * Whether a socket is this user's, in a folder where nobody else can put one: another user of the machine may have made a
 * folder with the name of ours and listen in it.
 */
export function isOwnSocket(path: string): boolean {
  if (process.getuid === undefined) return true
  const socket = lstatSync(path, { throwIfNoEntry: false })
  const folder = lstatSync(dirname(path), { throwIfNoEntry: false })
  const mine = process.getuid()
  return socket?.isSocket() === true && socket.uid === mine && folder?.uid === mine && (folder.mode & 0o022) === 0
}

/** Makes the socket's folder, open to its owner alone. Throws `link/unsafe-folder` when it is somebody else's. */
export function privateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const facts = lstatSync(folder)
  const mine = process.getuid === undefined || facts.uid === process.getuid()
  if (!facts.isDirectory() || !mine) {
    throw new TlcError('link/unsafe-folder', `Expected ${folder} to be a folder of your own, it is not.`, {
      hint: 'Remove it, or set XDG_RUNTIME_DIR to a folder of yours.',
    })
  }
  if (process.platform !== 'win32' && (facts.mode & 0o077) !== 0) chmodSync(folder, 0o700)
}

export function endpointPath(state: string): string {
  return join(state, 'daemon.json')
}

/** What the last daemon wrote; null when there is none or it is half written. It may be dead. Must not throw. */
export function readEndpoint(state: string): Endpoint | null {
  try {
    const value: unknown = JSON.parse(readFileSync(endpointPath(state), 'utf8'))
    return endpointCheck.problem(value) === null ? (value as Endpoint) : null
  } catch {
    return null
  }
}

/** The project's folder with every link resolved. Throws `path/missing`. */
export function realRoot(root: string): string {
  try {
    return realpathSync(root)
  } catch (cause) {
    throw new TlcError('path/missing', `Expected the folder of a project, got ${root}, which cannot be reached.`, {
      cause,
    })
  }
}
