import { Unbound, writtenName } from '@tlc/analyzers/bindings'
import type { Place, Target, Uses } from '../answers.ts'
import type { Sought } from './find-references.ts'
import type { LoadedFile } from './loaded-file.ts'
import type { Definition, NamedDefinition, Resolution } from './resolution.ts'
import { searchUses, targetOf } from './search.ts'
import type { World } from './world.ts'

/** Most guesses that one place is answered with. */
const MOST_GUESSES = 5

/** See `definitionsAt`; null for a file whose names are not bound. */
export async function definitionsOf(world: World, place: Place): Promise<Target[] | null> {
  const file = await world.load(place.path)
  if (!file) return null
  const use = file.useAt(place.line, place.column)
  if (use < 0) return []
  const { binding } = file.use(use)
  if (binding >= 0 && !file.binding(binding).from && file.binding(binding).sites.includes(use)) {
    return [targetOf(file, use, 'certain')]
  }
  const { definitions, certainty } = await world.resolver.resolve(file, use)
  if (definitions.length > 0) {
    return definitions.flatMap((definition) => sitesOf(definition, { file, use }, certainty))
  }
  // What is imported from outside of the project is known here by the import.
  if (binding >= 0) {
    const { kind, sites } = file.binding(binding)
    return kind === 'import' ? sites.map((site) => targetOf(file, site, 'certain')) : []
  }
  return (await guesses(world, { file, use })).slice(0, MOST_GUESSES)
}

/** See `referencesAt`; null for a file whose names are not bound. */
export async function referencesOf(
  world: World,
  { all, ...place }: Place & { all: boolean },
  signal: AbortSignal,
): Promise<Uses | null> {
  const file = await world.load(place.path)
  if (!file) return null
  const use = file.useAt(place.line, place.column)
  if (use < 0) return { name: null, targets: [], leftOut: 0 }
  const { name } = file.use(use)
  const sought = await soughtAt(world, file, use)
  const { targets, leftOut } = sought
    ? await searchUses(world, { sought, name, file, all }, signal)
    : await unknownUses(world, { file, name, all }, signal)
  return { name: writtenName(name), targets: bySurety(targets), leftOut }
}

async function soughtAt(world: World, file: LoadedFile, use: number): Promise<Sought | null> {
  const { binding } = file.use(use)
  const own = binding >= 0 ? file.binding(binding) : null
  if (own && !own.from && own.sites.includes(use)) {
    return { kind: 'definitions', definitions: siblings(file, use, binding) }
  }
  const { definitions } = await world.resolver.resolve(file, use)
  if (definitions.length > 0) return { kind: 'definitions', definitions }
  if (own?.from) return { kind: 'import', ...own.from }
  return null
}

/** All that one place defines: a parameter may be a member too. */
function siblings(file: LoadedFile, use: number, binding: number): Definition[] {
  const all = file.facts.bindings.flatMap((each, i) => (each.sites.includes(use) ? [i] : []))
  return [...new Set([binding, ...all])].map((each) => ({ file, binding: each }))
}

/** Uses of a name that nothing is known of, as little as of the one that was asked about. */
async function unknownUses(
  world: World,
  { file, name, all: guess }: { file: LoadedFile; name: string; all: boolean },
  signal: AbortSignal,
): Promise<{ targets: Target[]; leftOut: number }> {
  const all = await world.candidates(file, name, { members: true })
  const definitions: Definition[] = []
  for (const { path, symbol } of all) {
    const other = await world.load(path)
    const use = other?.useAt(symbol.nameLine, symbol.nameColumn) ?? -1
    if (other && use >= 0 && other.use(use).binding >= 0)
      definitions.push({ file: other, binding: other.use(use).binding })
  }
  if (definitions.length === 0) {
    const own = file.usesOf(name).filter((use) => file.use(use).binding < 0)
    return { targets: own.map((use) => targetOf(file, use, 'by-name')), leftOut: 0 }
  }
  const sought: Sought = { kind: 'definitions', definitions }
  const { targets, leftOut } = await searchUses(world, { sought, name, file, all: guess }, signal)
  return { targets: targets.map((target) => ({ ...target, certainty: 'by-name' as const })), leftOut }
}

/** Definitions that a use of which nothing is known may mean. */
async function guesses(world: World, { file, use }: { file: LoadedFile; use: number }): Promise<Target[]> {
  const { name, receiver, binding } = file.use(use)
  const isFree = binding === Unbound.free && receiver < 0
  const resolution = await world.resolver.resolve(file, use)
  if (resolution.state === 'foreign') return []
  const candidates = await world.candidates(file, name, { members: !isFree })
  const near = ({ path }: NamedDefinition) => sharedFolders(path, file.path)
  candidates.sort((a, b) => near(b) - near(a))
  const isSure = candidates.length === 1 && !file.rules.wellKnown?.has(writtenName(name))
  return candidates.map(({ path, symbol }) => ({
    path,
    line: symbol.nameLine,
    column: symbol.nameColumn,
    certainty: isSure ? 'likely' : 'by-name',
  }))
}

function sitesOf(
  { file, binding }: Definition,
  from: { file: LoadedFile; use: number },
  certainty: Resolution['certainty'],
): Target[] {
  if (binding < 0) return [{ path: file.path, line: 1, column: 1, certainty }]
  const use = from.file === file ? from.use : file.uses
  return file.reaching(binding, use).map((site) => targetOf(file, site, certainty))
}

/** Folders that two paths have in common. */
function sharedFolders(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')]
  let shared = 0
  while (shared < left.length - 1 && left[shared] === right[shared]) shared++
  return shared
}

const SURETY: Target['certainty'][] = ['certain', 'likely', 'by-name']

function bySurety(targets: readonly Target[]): Target[] {
  const unsure = (target: Target) => SURETY.indexOf(target.certainty)
  return targets.toSorted(
    (a, b) =>
      unsure(a) - unsure(b) || (a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line || a.column - b.column),
  )
}
