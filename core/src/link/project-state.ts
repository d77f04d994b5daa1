import { createHash, createHmac, randomBytes } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  constants,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { optional, shape, text } from '../document/check.ts'
import { errorText, TlcError } from '../system/error.ts'
import { systemCode } from '../system/file-fault.ts'
import { stateFolder, userStateFolder } from '../system/paths.ts'

/** SQLite, whose lock is in it, takes paths of up to 512 bytes. */
const LONGEST = 480

/**
 * Where a project's state is, for a `root` that is a real path: beside its sources, or in the user's state folder when it
 * cannot be written, its path is very long, or what is there was not made by tlc for this user. A project that was fetched may bring a folder of
 * that name: its logs, tables and addresses are somebody else's words, and links in it lead anywhere.
 */
export function projectState(root: string, env: NodeJS.ProcessEnv = process.env): string {
  const beside = stateFolder(root)
  if (Buffer.byteLength(beside) > LONGEST) return join(userStateFolder(env), projectId(root))
  const isUsable = isThere(beside) ? isOurs(beside, env) && isWritable(beside) : isWritable(root)
  return isUsable ? beside : join(userStateFolder(env), projectId(root))
}

/** The folder of `projectState`, made when it is missing; it tells git to ignore it. Throws `daemon/no-state`. */
export function openState(root: string, env: NodeJS.ProcessEnv = process.env): string {
  const state = projectState(root, env)
  try {
    if (!isThere(state)) make(state, root, env)
    else if ((lstatSync(state).mode & 0o077) !== 0 && process.platform !== 'win32') chmodSync(state, 0o700)
  } catch (thrown) {
    throw new TlcError('daemon/no-state', `Cannot keep the project’s state in ${state}: ${errorText(thrown)}`, {
      hint: 'Make the folder writable and see that its disk has room, or set XDG_STATE_HOME to one that is.',
      cause: thrown,
    })
  }
  return state
}

/** Whether something stands beside the sources in place of the state that tlc did not make for this user. */
export function isForeignState(root: string, env: NodeJS.ProcessEnv = process.env): boolean {
  const beside = stateFolder(root)
  return isThere(beside) && !isOurs(beside, env)
}

/** Takes a state folder that was copied or restored for the project's own. Throws `state/no-folder`, `state/not-yours`. */
export function adoptState(root: string, env: NodeJS.ProcessEnv = process.env): void {
  const beside = stateFolder(root)
  const facts = lstatSync(beside, { throwIfNoEntry: false })
  if (!facts?.isDirectory()) {
    throw new TlcError('state/no-folder', `Expected a folder of tlc’s state at ${beside}, there is none.`, {
      hint: 'Only a folder of the project itself can be taken over, no link to one.',
    })
  }
  if (process.getuid && facts.uid !== process.getuid()) {
    throw new TlcError(
      'state/not-yours',
      `Expected ${beside} to be yours, it belongs to somebody else (uid ${facts.uid}).`,
    )
  }
  ignoreForGit(beside)
  claim(beside, env)
}

/** The same for every path that leads to the project. */
export function projectId(root: string): string {
  return createHash('sha256').update(root).digest('hex').slice(0, 24)
}

const MARK = 'made-here.json'

/** Two proofs, of which one is enough: a copy of the project has neither. */
interface Mark {
  /** Survives a new home: when and where the system made a file in it, which no archive and no clone can say. */
  born: string
  /** Survives a change of all owners or rights in the project: made with a key of this user. */
  signed?: string | undefined
}

const markCheck = shape({ born: text, signed: optional(text) })

function isOurs(folder: string, env: NodeJS.ProcessEnv): boolean {
  const facts = lstatSync(folder, { bigint: true, throwIfNoEntry: false })
  if (!facts?.isDirectory() || (process.getuid && Number(facts.uid) !== process.getuid())) return false
  const mark = readMark(folder)
  if (!mark) return false
  if (mark.born === birthOf(folder)) return true
  const key = readKey(env)
  return key !== null && mark.signed === signature(facts.ino, key)
}

// Made aside and moved into its place, so that whoever comes at the same moment never sees a folder without its mark.
function make(state: string, root: string, env: NodeJS.ProcessEnv): void {
  if (state !== stateFolder(root)) {
    mkdirSync(state, { recursive: true, mode: 0o700 })
    return
  }
  const aside = mkdtempSync(`${state}-`)
  try {
    ignoreForGit(aside)
    claim(aside, env)
    renameSync(aside, state)
  } catch (thrown) {
    rmSync(aside, { recursive: true, force: true })
    // Somebody was quicker.
    if (!isThere(state)) throw thrown
  }
}

function ignoreForGit(folder: string): void {
  rmSync(join(folder, '.gitignore'), { force: true })
  writeFileSync(join(folder, '.gitignore'), '*\n', { flag: 'wx', mode: 0o600 })
}

function claim(folder: string, env: NodeJS.ProcessEnv): void {
  const key = makeKey(env)
  const { ino } = lstatSync(folder, { bigint: true })
  const mark: Mark = { born: birthOf(folder), ...(key && { signed: signature(ino, key) }) }
  rmSync(join(folder, MARK), { force: true })
  writeFileSync(join(folder, MARK), `${JSON.stringify(mark)}\n`, { flag: 'wx', mode: 0o600 })
}

/** Of a file that is written once. The time of its last change of any kind is the system's alone to set. */
function birthOf(folder: string): string {
  const facts = lstatSync(join(folder, '.gitignore'), { bigint: true, throwIfNoEntry: false })
  return facts?.isFile() ? `${facts.ino}:${facts.ctimeNs}` : ''
}

function signature(inode: bigint, key: string): string {
  return createHmac('sha256', key).update(`state folder ${inode}`).digest('hex')
}

function readMark(folder: string): Mark | null {
  try {
    const path = join(folder, MARK)
    if (!lstatSync(path).isFile()) return null
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'))
    return markCheck.problem(value) === null && (value as Mark).born !== '' ? (value as Mark) : null
  } catch {
    return null
  }
}

function readKey(env: NodeJS.ProcessEnv): string | null {
  try {
    const key = readFileSync(keyPath(env), 'utf8')
    return key.length >= 32 ? key : null
  } catch {
    return null
  }
}

/** Null where the user's folder cannot be written: then the other proof has to do. */
function makeKey(env: NodeJS.ProcessEnv): string | null {
  try {
    mkdirSync(userStateFolder(env), { recursive: true, mode: 0o700 })
    writeFileSync(keyPath(env), randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 })
  } catch {
    // There is one, or there can be none.
  }
  return readKey(env)
}

function keyPath(env: NodeJS.ProcessEnv): string {
  return join(userStateFolder(env), 'state.key')
}

function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined
  } catch (thrown) {
    // What cannot be looked at is there.
    return systemCode(thrown) !== 'ENOTDIR'
  }
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}
