import { basename, dirname, join, resolve } from 'node:path'
import { TlcError } from './error.ts'
import type { EntryKind, FileStat, Files } from './system.ts'

/** A tree of files in memory that can be told to fail. */
export interface MemoryFiles extends Files {
  /** The next calls on this path, or on what lies below it, fail with this code until it is set to null. */
  failAt(path: string, code: string | null): void
  link(path: string, target: string): void
}

interface MemoryNode {
  kind: EntryKind
  data: Buffer<ArrayBuffer>
  target: string
  mtimeMs: number
  id: number
}

const LINKS_IN_A_ROW = 40

export function memoryFiles(now: () => number): MemoryFiles {
  const nodes = new Map<string, MemoryNode>()
  const faults = new Map<string, string>()
  let ids = 0

  const make = (kind: EntryKind, data = Buffer.alloc(0), target = ''): MemoryNode => {
    ids += 1
    return { kind, data, target, mtimeMs: now(), id: ids }
  }
  nodes.set('/', make('folder'))

  const fail = (code: string, path: string): never => {
    throw new TlcError(code, `Cannot use ${path}: ${code}`)
  }

  const check = (path: string): void => {
    for (let at = path; ; at = dirname(at)) {
      const code = faults.get(at)
      if (code) fail(code, path)
      if (at === '/') return
    }
  }

  // Resolves every link but, when `last` is false, one in the last part.
  const follow = (path: string, last = true, budget = LINKS_IN_A_ROW): string => {
    if (budget === 0) return fail('file/loop', path)
    const full = resolve(path)
    if (full === '/') return full
    const here = join(follow(dirname(full), true, budget), basename(full))
    const node = nodes.get(here)
    return node?.kind === 'link' && last ? follow(resolve(dirname(here), node.target), true, budget - 1) : here
  }

  const existing = (path: string): MemoryNode => {
    const real = follow(path)
    check(real)
    return nodes.get(real) ?? fail('file/missing', path)
  }

  const file = (path: string): MemoryNode => {
    const node = existing(path)
    return node.kind === 'folder' ? fail('file/is-folder', path) : node
  }

  const put = (path: string, data: Buffer<ArrayBuffer>, exclusive = false): void => {
    const real = follow(path)
    check(real)
    const known = nodes.get(real)
    if (known && exclusive) fail('file/exists', path)
    if (known?.kind === 'folder') fail('file/is-folder', path)
    folderOf(real)
    if (known) Object.assign(known, { data, mtimeMs: now() })
    else nodes.set(real, make('file', data))
  }

  const folderOf = (real: string): void => {
    const parent = nodes.get(dirname(real))
    if (!parent) fail('file/missing', real)
    if (parent?.kind !== 'folder') fail('file/not-folder', real)
  }

  const below = (path: string): string[] =>
    [...nodes.keys()].filter((other) => other === path || other.startsWith(`${path}/`))

  return {
    failAt(path, code) {
      if (code === null) faults.delete(resolve(path))
      else faults.set(resolve(path), code)
    },
    link(path, target) {
      nodes.set(follow(path, false), make('link', undefined, target))
    },
    read: async (path) => Buffer.from(file(path).data),
    readText: async (path) => file(path).data.toString('utf8'),
    write: async (path, data, options = {}) => put(path, Buffer.from(data), options.exclusive),
    async append(path, data) {
      const known = nodes.get(follow(path))
      put(path, Buffer.concat([known?.data ?? Buffer.alloc(0), Buffer.from(data)]))
    },
    async rename(from, to) {
      const [source, target] = [follow(from, false), follow(to, false)]
      check(source)
      check(target)
      if (!nodes.has(source)) fail('file/missing', from)
      folderOf(target)
      for (const path of below(target)) nodes.delete(path)
      for (const path of below(source)) {
        nodes.set(target + path.slice(source.length), nodes.get(path)!)
        nodes.delete(path)
      }
    },
    async remove(path) {
      const real = follow(path, false)
      check(real)
      for (const other of below(real)) nodes.delete(other)
    },
    async makeFolder(path) {
      const real = follow(path)
      check(real)
      for (let at = real, missing: string[] = []; ; at = dirname(at)) {
        const node = nodes.get(at)
        if (!node) missing = [at, ...missing]
        else if (node.kind !== 'folder') fail(at === real ? 'file/exists' : 'file/not-folder', path)
        else {
          for (const folder of missing) nodes.set(folder, make('folder'))
          return
        }
      }
    },
    async list(path) {
      if (existing(path).kind !== 'folder') fail('file/not-folder', path)
      const real = follow(path)
      const entries = [...nodes].filter(([other]) => other !== '/' && dirname(other) === real)
      return entries.map(([other, node]) => {
        const plain = node.kind === 'file'
        return {
          name: basename(other),
          kind: node.kind,
          bytes: plain ? node.data.length : 0,
          mtimeMs: plain ? node.mtimeMs : 0,
        }
      })
    },
    async stat(path): Promise<FileStat | null> {
      const real = follow(path, false)
      check(real)
      const node = nodes.get(real)
      return node
        ? { kind: node.kind, bytes: node.data.length, mtimeMs: node.mtimeMs, identity: `memory:${node.id}` }
        : null
    },
    async readLink(path) {
      const node = nodes.get(follow(path, false))
      return node?.kind === 'link' ? node.target : fail('file/failed', path)
    },
    async realPath(path) {
      existing(path)
      return follow(path)
    },
    async syncFolder(path) {
      existing(path)
    },
  }
}
