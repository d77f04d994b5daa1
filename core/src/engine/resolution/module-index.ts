import { dirname, join, normalize } from 'node:path/posix'
import type { ModuleRules } from '@tlc/analyzers/define-bindings'
import type * as Y from 'yjs'
import files from '../../document/collections/files.ts'

/** Which files an import names. */
export interface ModuleIndex {
  /** Files of a module that is written in the file `from`, the likeliest alone; none for what is not in the project. */
  filesOf(from: string, module: string, rules: ModuleRules): string[]
  /** Files of a language family in a folder. */
  inFolder(folder: string): readonly string[]
}

const indexes = new WeakMap<Y.Doc, ModuleIndex>()

/** The index of a project's paths, made at the first question after a file came or went. */
export function moduleIndexOf(project: Y.Doc): ModuleIndex {
  const known = indexes.get(project)
  if (known) return known
  const paths = new Set<string>()
  for (const [path, { skipped }] of files.entries(project)) if (!skipped) paths.add(path)
  const stop = files.observe(project, (keys) => {
    for (const key of keys) {
      if (files.has(project, key) === paths.has(key)) continue
      indexes.delete(project)
      stop()
      return
    }
  })
  const index = createModuleIndex(paths)
  indexes.set(project, index)
  return index
}

export function createModuleIndex(paths: ReadonlySet<string>): ModuleIndex {
  /** Path without extension → the files of that stem. */
  const stems = new Map<string, string[]>()
  /** Last part of a stem → stems. */
  const tails = new Map<string, string[]>()
  const folders = new Map<string, string[]>()
  const found = new Map<string, string[]>()
  for (const path of paths) {
    add(folders, dirname(path), path)
    const stem = path.replace(/(?<=[^/])\.[^./]+$/, '')
    if (!stems.has(stem)) add(tails, lastPart(stem), stem)
    add(stems, stem, path)
  }
  for (const folder of folders.keys()) add(tails, lastPart(folder), folder)

  function filesOf(from: string, module: string, rules: ModuleRules): string[] {
    const key = `${rules.relative === 'crate' ? from : dirname(from)}\n${module}\n${rules.relative}`
    let known = found.get(key)
    if (!known) {
      known = look(from, module, rules)
      found.set(key, known)
    }
    return known
  }

  function look(from: string, module: string, rules: ModuleRules): string[] {
    const { relative, separator } = rules
    if (relative === 'path' && /^\.{0,2}(?:\/|$)/.test(module) && module !== '') {
      const wanted = normalize(join(module.startsWith('/') ? '' : dirname(from), module)).replace(/\/$/, '')
      return atPath(wanted, rules)
    }
    if (relative === 'include') return byInclude(from, module)
    if (relative === 'crate') return inCrate(from, module.split(separator))
    if (relative === 'require' && module.startsWith('.')) return atPath(normalize(join(dirname(from), module)), rules)
    const dots = relative === 'dots' ? /^\.*/.exec(module)![0].length : 0
    if (dots > 0) {
      let folder = dirname(from)
      for (let level = 1; level < dots; level++) folder = dirname(folder)
      return atPath(normalize(join(folder, module.slice(dots).replaceAll('.', '/'))), rules)
    }
    const parts = module.split(separator).filter((part) => part !== '')
    if (parts.length === 0) return []
    if (rules.folders) return byPackage(parts)
    return byTail(from, parts, rules)
  }

  /** The module at exactly this path: a file, else what stands for the folder. */
  function atPath(wanted: string, { index = [], folders: byFolder }: ModuleRules): string[] {
    if (paths.has(wanted)) return [wanted]
    if (byFolder) return folders.get(wanted) ?? []
    const exact = stems.get(wanted) ?? stems.get(wanted.replace(/\.[cm]?[jt]sx?$/, '')) ?? stems.get(`${wanted}.d`)
    if (exact) return bySource(exact)
    for (const name of index) {
      const inside = stems.get(wanted === '.' ? name : `${wanted}/${name}`)
      if (inside) return bySource(inside)
    }
    return []
  }

  /** The file beside the one that includes it, else the nearest whose path ends so. */
  function byInclude(from: string, module: string): string[] {
    const beside = normalize(join(dirname(from), module))
    if (paths.has(beside)) return [beside]
    const tail = normalize(module)
    const found = (tails.get(lastPart(tail).replace(/\.[^.]+$/, '')) ?? [])
      .flatMap((stem) => stems.get(stem) ?? [])
      .filter((path) => path === tail || path.endsWith(`/${tail}`))
    const near = (path: string) => sharedFolders(path, from)
    return found.toSorted((a, b) => near(b) - near(a) || a.length - b.length || (a < b ? -1 : 1)).slice(0, 1)
  }

  /** The file of a module of Rust: `a.rs` or `a/mod.rs`; of a crate its root, of which there may be two. */
  function inCrate(from: string, parts: readonly string[]): string[] {
    const file = /(?:^|\/)(?:mod|lib|main)\.rs$/.test(from) ? dirname(from) : from.replace(/\.rs$/, '')
    const [first = '', ...rest] = parts
    if (first === 'self') return rest.length === 0 ? [from] : moduleAt(join(file, ...rest))
    if (first === 'super') {
      let folder = dirname(file)
      while (rest[0] === 'super') {
        rest.shift()
        folder = dirname(folder)
      }
      return moduleAt(join(folder, ...rest))
    }
    if (first === 'crate') {
      let root = dirname(from)
      while (root !== '.' && rootsIn(root).length === 0) root = dirname(root)
      if (rootsIn(root).length === 0) return rest.length === 0 ? [from] : moduleAt(join(dirname(from), ...rest))
      return moduleAt(join(root, ...rest))
    }
    const child = moduleAt(join(file, ...parts))
    if (child.length > 0) return child
    // Another crate of the workspace, whose folder is called alike.
    for (const name of [first, first.replaceAll('_', '-')]) {
      const [folder] = tails.get(name)?.filter((each) => folders.has(`${each}/src`)) ?? []
      if (folder !== undefined) return moduleAt(join(folder, 'src', ...rest))
    }
    return []
  }

  function moduleAt(wanted: string): string[] {
    const own = [`${wanted}.rs`, join(wanted, 'mod.rs')].filter((path) => paths.has(path))
    return own.length > 0 ? own : rootsIn(wanted)
  }

  function rootsIn(folder: string): string[] {
    return [join(folder, 'lib.rs'), join(folder, 'main.rs')].filter((path) => paths.has(path))
  }

  /**
   * The folder of a package that is named by the repository and the path in it: the longest path that the project has. A
   * package without a host before it comes with the language.
   */
  function byPackage(parts: readonly string[]): string[] {
    if (!parts[0]!.includes('.')) return []
    for (let at = 1; at < parts.length; at++) {
      const inside = folders.get(parts.slice(at).join('/'))
      if (inside) return inside
    }
    return []
  }

  /** The modules whose path ends with the parts; of several, those nearest to the importing file. */
  function byTail(from: string, parts: readonly string[], rules: ModuleRules): string[] {
    const tail = parts.join('/')
    const wanted = (tails.get(parts.at(-1)!) ?? []).filter((stem) => {
      if (stem !== tail && !stem.endsWith(`/${tail}`)) return false
      const root = stem.slice(0, Math.max(0, stem.length - tail.length - 1))
      if (rules.roots && !rules.roots.test(root)) return false
      return rules.notRoot === undefined || root === '' || !stems.has(`${root}/${rules.notRoot}`)
    })
    const candidates = wanted
      .map((stem) => ({ stem, files: atPath(stem, rules) }))
      .filter(({ files: each }) => each.length > 0)
    if (candidates.length <= 1) return candidates[0]?.files ?? []
    const near = (stem: string) => sharedFolders(stem, from)
    candidates.sort(
      (a, b) => near(b.stem) - near(a.stem) || a.stem.length - b.stem.length || (a.stem < b.stem ? -1 : 1),
    )
    return candidates[0]!.files
  }

  return { filesOf, inFolder: (folder) => folders.get(folder) ?? [] }
}

/** Of files that differ in their extension alone, sources before declarations. */
function bySource(candidates: readonly string[]): string[] {
  const [first] = candidates.toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
  return first === undefined ? [] : [first]
}

function rank(path: string): number {
  if (/\.d\.[cm]?ts$|\.pyi$/.test(path)) return 1
  return /\.(?:[cm]?[jt]sx?|py|rb|rs|go|java|cs|php|sh|c|cc|cpp|h|hpp)$/.test(path) ? 0 : 2
}

function sharedFolders(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')]
  let shared = 0
  while (shared < left.length && left[shared] === right[shared]) shared++
  return shared
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

function add(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
