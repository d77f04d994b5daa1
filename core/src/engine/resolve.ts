import definitionsByName from '../store/queries/definitions-by-name.ts'
import { insideProject } from '../system/paths.ts'
import type { Place, Target, Uses } from './answers.ts'
import type { RequestContext } from './define-request.ts'
import { definitionsByNameAt, nameAt, referencesTo } from './resolve-by-name.ts'

/** The last search of a project. One runs at a time: two would share the time, and the patience of both. */
const searches = new WeakMap<RequestContext['pool'], Promise<unknown>>()

/**
 * Definitions that the name at a place may mean. `certain`: what the rules of the language bind it to, through imports
 * and members of what is known; a place on a definition is that definition. `likely`: a member of what an annotation or
 * an assignment says, or the only thing of that name in the language. `by-name`: the nearest of several, when nothing
 * tells them apart.
 */
export async function definitionsAt(context: RequestContext, place: Place, signal: AbortSignal): Promise<Target[]> {
  insideProject(context.root, place.path)
  const { openWorld, definitionsOf } = await resolution()
  const world = await openWorld(context, signal)
  try {
    return (await definitionsOf(world, place)) ?? (await definitionsByNameAt(context, place))
  } finally {
    world.close()
  }
}

/**
 * Uses of what the name at a place means, its definitions included, the surest first and within that in the order of
 * paths. What is known to be something else of that name is left out. `by-name` are members of what is not known, which
 * are told where few members of the project are called so, or with `all`; and what there was no time for.
 */
export async function referencesAt(
  context: RequestContext,
  place: Place & { all: boolean },
  signal: AbortSignal,
): Promise<Uses> {
  insideProject(context.root, place.path)
  const before = searches.get(context.pool)
  const search = findUses(context, place, { before, signal })
  // What went wrong with one is nothing to the next.
  searches.set(
    context.pool,
    search.catch(() => {}),
  )
  return await search
}

async function findUses(
  context: RequestContext,
  place: Place & { all: boolean },
  { before, signal }: { before: Promise<unknown> | undefined; signal: AbortSignal },
): Promise<Uses> {
  await before
  signal.throwIfAborted()
  const { openWorld, referencesOf } = await resolution()
  const world = await openWorld(context, signal)
  try {
    const found = await referencesOf(world, place, signal)
    if (found) return found
  } finally {
    world.close()
  }
  const name = await nameAt(context, place)
  return { name, targets: name === null ? [] : await referencesTo(context, name, place.path), leftOut: 0 }
}

/** The definitions of a name in one file, as places. */
export async function definedIn(context: RequestContext, name: string, path: string): Promise<Place[]> {
  const named = await (await context.store()).query(definitionsByName, { name })
  return named
    .filter((one) => one.path === path)
    .map(({ symbol }) => ({ path, line: symbol.nameLine, column: symbol.nameColumn }))
}

/** Loaded with the first question, not with the program. */
async function resolution() {
  const { openWorld } = await import('./resolution/world.ts')
  return { openWorld, ...(await import('./resolution/answer-place.ts')) }
}
