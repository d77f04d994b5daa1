import { lstatSync, realpathSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { TlcError } from './error.ts'
import { systemCode } from './file-fault.ts'

type Env = Readonly<Record<string, string | undefined>>

/** Folder of the project's own state, beside its sources. */
export const STATE_FOLDER = '.tlc'

/**
 * The absolute path of something in the project, with links resolved as far as it exists. `path` is relative to `root` and
 * uses `/`, as every path in documents and requests does. Throws `TlcError` `path/outside` for what leaves the project
 * (`..`, an absolute path, a link), and for NUL. The last part may be missing: files are made this way too.
 */
export function insideProject(root: string, path: string): string {
  if (path.includes('\0')) throw outside(path, 'it holds a NUL character')
  if (isAbsolute(path) || /^[A-Za-z]:/.test(path)) throw outside(path, 'it is absolute')
  const lexical = resolve(root, path)
  if (!isWithin(resolve(root), lexical)) throw outside(path, 'it leaves the project')
  const real = realPathOfExisting(lexical)
  if (!isWithin(realpathSync(root), real)) throw outside(path, 'a link in it leaves the project')
  return real
}

/** `/work/app/src/a.ts` in `/work/app` → `src/a.ts`, always with `/`; '' for the root itself. */
export function projectPath(root: string, absolute: string): string {
  const path = relative(root, absolute)
  return sep === '/' ? path : path.split(sep).join('/')
}

/** True when `path` is `root` or lies below it. Both absolute and normalised; links are not looked at. */
export function isWithin(root: string, path: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : root + sep)
}

/** Where a project's logs, snapshots and tables are kept. */
export function stateFolder(root: string): string {
  return join(root, STATE_FOLDER)
}

/** Settings of the user: `$XDG_CONFIG_HOME/tlc` (XDG Base Directory Specification 0.8; a relative value counts as unset). */
export function configFolder(env: Env): string {
  return join(xdg(env, 'XDG_CONFIG_HOME', '.config'), 'tlc')
}

/** What outlives a run and belongs to this user on this machine: `$XDG_STATE_HOME/tlc`. */
export function userStateFolder(env: Env): string {
  return join(xdg(env, 'XDG_STATE_HOME', '.local/state'), 'tlc')
}

/** What can be made again: `$XDG_CACHE_HOME/tlc`. */
export function cacheFolder(env: Env): string {
  return join(xdg(env, 'XDG_CACHE_HOME', '.cache'), 'tlc')
}

/** Where Node keeps modules without their types and compiled: without it every start does that anew. */
export function compileCache(env: Env): string {
  return join(cacheFolder(env), 'compiled')
}

/** Sockets and pid files: `$XDG_RUNTIME_DIR/tlc`, or a folder of this user in the system's temp folder. */
export function runtimeFolder(env: Env): string {
  const base = env.XDG_RUNTIME_DIR
  if (base && isAbsolute(base)) return join(base, 'tlc')
  return temporaryFolder(env)
}

/** A folder of this user in the system's temp folder, whose path is short. */
export function temporaryFolder(env: Env, base = tmpdir()): string {
  return join(base, `tlc-${process.getuid?.() ?? env.USERNAME ?? 'user'}`)
}

function xdg(env: Env, name: string, fallback: string): string {
  const value = env[name]
  if (value && isAbsolute(value)) return value
  return join(env.HOME && isAbsolute(env.HOME) ? env.HOME : homedir(), fallback)
}

function realPathOfExisting(path: string): string {
  try {
    return realpathSync(path)
  } catch (thrown) {
    if (systemCode(thrown) === 'ELOOP') throw outside(path, 'its links run in a circle')
    if (systemCode(thrown) !== 'ENOENT') throw outside(path, 'it cannot be reached')
    // A dangling link is not a missing file: writing to it would make the file wherever it points.
    if (isLink(path)) throw outside(path, 'it is a link to nothing')
    const parent = dirname(path)
    if (parent === path) return path
    return join(realPathOfExisting(parent), path.slice(parent.endsWith(sep) ? parent.length : parent.length + 1))
  }
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false
}

function outside(path: string, why: string): TlcError {
  return new TlcError('path/outside', `Expected a path inside the project, got ${JSON.stringify(path)}: ${why}`, {
    hint: 'Name the file relative to the project folder.',
  })
}
