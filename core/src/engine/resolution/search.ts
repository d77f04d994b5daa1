import { setImmediate } from 'node:timers/promises'
import { writtenName } from '@tlc/analyzers/bindings'
import filesWithName from '../../store/queries/files-with-name.ts'
import referencesByName from '../../store/queries/references-by-name.ts'
import type { Place, Target } from '../answers.ts'
import { languageFamily } from './file-source.ts'
import { isLocal, isMember, type Sought, usesInFile } from './find-references.ts'
import type { LoadedFile } from './loaded-file.ts'
import type { Definition } from './resolution.ts'
import type { World } from './world.ts'

/** Most files that one search looks at. */
const MOST_FILES = 10_000
/** Files that are read and bound ahead. */
const AHEAD = 8
/**
 * After so many ms of work the files that are left are searched by name alone. The process' own time counts, so that an
 * answer does not depend on what else the machine does, but never longer than `MOST_MS`.
 */
const PATIENCE_MS = 900
const MOST_MS = 5000
/** So long other questions and saved files wait for one search. */
const TURN_MS = 15
/** When more things of the project are called so, a use of which nothing is known is hardly the one that is sought. */
const MOST_NAMESAKES = 3
/** Names that one thing is followed under. */
const MOST_NAMES = 8

interface Search {
  sought: Sought
  /** What it is called: by its own name, and by those under which imports hand it on. */
  names: Set<string>
  /** Whether a member of what is not known is told as one that may be it. */
  guess: boolean
  /** Where those are that are not told. */
  leftOut: Set<string>
  /** Whether the patience is over. */
  isOver(): boolean
  found: Map<string, Target>
}

/** A search for what is called by one of its names. */
type NamedSearch = Search & { name: string }

/**
 * Uses of what is sought, which is called `name` in the file that asks. With `all` those on what is not known are told
 * however many members are called so; `leftOut` says how many were not told.
 */
export async function searchUses(
  world: World,
  { sought, name, file, all }: { sought: Sought; name: string; file: LoadedFile; all: boolean },
  signal: AbortSignal,
): Promise<{ targets: Target[]; leftOut: number }> {
  const definitions = sought.kind === 'definitions' ? sought.definitions : []
  const search: Search = {
    sought,
    names: new Set(
      [name, ...definitions.map(nameOf)].flatMap((each) => (each === '' ? [] : [each, writtenName(each)])),
    ),
    guess: definitions.some(isMember) && (all || (await isRare(world, file, name))),
    leftOut: new Set(),
    found: new Map(),
    isOver: patience(),
  }
  if (definitions.length > 0 && definitions.every((each) => isLocal(each) && each.file === file)) {
    for (const each of search.names) await searchFile(world, { ...search, name: each }, file)
    return answerOf(search)
  }
  // The set grows while it is gone through: an import may hand the thing on under another name.
  for (const each of search.names) {
    await searchName(world, { ...search, name: each, first: [file, ...definitions.map((one) => one.file)] }, signal)
  }
  return answerOf(search)
}

function answerOf({ found, leftOut }: Search): { targets: Target[]; leftOut: number } {
  const untold = [...leftOut].filter((place) => !found.has(place))
  return { targets: [...found.values()], leftOut: untold.length }
}

async function searchName(
  world: World,
  { first, ...search }: NamedSearch & { first: readonly LoadedFile[] },
  signal: AbortSignal,
): Promise<void> {
  const { name } = search
  const family = languageFamily(first[0]!.facts.language)
  const rows = await world.store.query(filesWithName, {
    ...importedBy(search.sought),
    name: writtenName(name),
    limit: MOST_FILES,
  })
  const others = rows.filter(({ language }) => family.includes(language))
  const paths = [...new Set([...first, ...others].map(({ path }) => path))]
  const done = await searchFiles(world, search, paths, signal)
  if (done === paths.length) return
  // What is no member is reached by an import alone.
  const byReceiver = search.sought.kind === 'definitions' && search.sought.definitions.some(isMember)
  if (byReceiver && !search.guess) return
  // The linker and a package reach it without one.
  const { shared, spaces } = first[0]!.rules.modules
  const anywhere = byReceiver || shared || spaces
  const likely = new Set(others.filter(({ imports }) => imports || anywhere).map(({ path }) => path))
  await addByName(world, search, new Set(paths.slice(done).filter((path) => likely.has(path))))
}

/** Answers with how many of the files were looked at when the patience was over. */
async function searchFiles(
  world: World,
  search: NamedSearch,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<number> {
  let turn = performance.now()
  for (const [at, path] of paths.entries()) {
    signal.throwIfAborted()
    if (search.isOver()) return at
    if (performance.now() > turn + TURN_MS) {
      await setImmediate()
      turn = performance.now()
    }
    // Those behind it are bound meanwhile; what is wrong with one is told when its turn comes.
    for (const next of paths.slice(at, at + AHEAD)) world.load(next).catch(() => {})
    const file = await world.load(path)
    if (file) await searchFile(world, search, file)
  }
  return paths.length
}

async function searchFile(world: World, search: NamedSearch, file: LoadedFile): Promise<void> {
  const { names, found, leftOut, guess } = search
  for (const { use, certainty } of await usesInFile(world.resolver, file, search)) {
    const target = targetOf(file, use, certainty)
    if (certainty === 'by-name' && !guess) {
      leftOut.add(keyOf(target))
      continue
    }
    found.set(keyOf(target), target)
    const { name, binding } = file.use(use)
    if (names.has(name) || names.size >= MOST_NAMES || binding < 0) continue
    // A file that says what it exports hands on nothing else.
    const own = file.binding(binding).top ? [name] : []
    const exported = file.facts.exports.length > 0 ? file.exportsOf(use) : own
    for (const each of exported) if (each !== 'default') names.add(each)
  }
}

async function addByName(world: World, { name, found }: NamedSearch, paths: ReadonlySet<string>): Promise<void> {
  for (const { path, uses } of await world.store.query(referencesByName, {
    name: writtenName(name),
    limit: MOST_FILES,
  })) {
    if (!paths.has(path)) continue
    for (const use of uses) {
      const target: Target = { path, ...use, certainty: 'by-name' }
      if (!found.has(keyOf(target))) found.set(keyOf(target), target)
    }
  }
}

/** Whether few members of the project are called so, and none of the language's own types. */
async function isRare(world: World, file: LoadedFile, name: string): Promise<boolean> {
  if (file.rules.wellKnown?.has(writtenName(name))) return false
  const members = await world.candidates(file, name, { members: true })
  return new Set(members.map(({ path, symbol }) => `${path}:${symbol.container}`)).size <= MOST_NAMESAKES
}

function patience(): () => boolean {
  const start = performance.now()
  const used = process.cpuUsage()
  return () => {
    const wall = performance.now() - start
    if (wall < PATIENCE_MS) return false
    const { user, system } = process.cpuUsage(used)
    return wall > MOST_MS || (user + system) / 1000 > PATIENCE_MS
  }
}

/** By which text of a module a file may import what is sought, and whether that may give it another name. */
function importedBy(sought: Sought): { module: string; others: boolean } {
  if (sought.kind === 'import') return { module: sought.module, others: false }
  const [first] = sought.definitions
  if (!first) return { module: '', others: false }
  const { file, binding } = first
  const sites = binding < 0 ? [] : file.binding(binding).sites
  return { module: stemOf(file.path), others: sites.some((site) => file.exportsOf(site).includes('default')) }
}

function nameOf({ file, binding }: Definition): string {
  if (binding >= 0) return file.binding(binding).name
  const stem = stemOf(file.path)
  return file.rules.modules.index?.includes(stem) ? (file.path.split('/').at(-2) ?? '') : stem
}

function stemOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\..*$/, '')
}

function keyOf({ path, line, column }: Place): string {
  return `${path}:${line}:${column}`
}

export function targetOf(file: LoadedFile, use: number, certainty: Target['certainty']): Target {
  const { line, column } = file.use(use)
  return { path: file.path, line, column, certainty }
}
