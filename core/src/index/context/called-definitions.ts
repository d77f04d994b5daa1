import type { SymbolKind } from '@tlc/analyzers/facts'
import { kindOfPath } from '../chunks/kind-of-path.ts'
import type { PackedHit } from './shown-lines.ts'

/** A definition that a name stands for. */
export interface NamedDefinition {
  name: string
  path: string
  kind: SymbolKind
  container: string | null
  line: number
  endLine: number
}

/** The first hits, whose calls are followed. */
const FOLLOWED = 5
/** What the n-th hit calls comes so many places after it. */
const AFTER = 8
/** A name that more definitions have says little. */
const MOST_MEANT = 2
const LEAST_LETTERS = 4
const CALL = /([\p{L}_$][\p{L}\p{N}_$]*)\s*\(/gu
const CALLABLE: ReadonlySet<SymbolKind> = new Set(['function', 'method', 'constructor', 'macro'])

/**
 * The hits with what the first of them call, one step away: a task is often worded after what is asked for, and done in
 * what that calls. A name stands for the definitions of its own file, or else for those of the project when they are few.
 */
export async function withCalled(
  hits: PackedHit[],
  find: (names: string[]) => Promise<NamedDefinition[]>,
  read: (hit: Omit<PackedHit, 'lines'>) => Promise<string[]> | string[],
): Promise<PackedHit[]> {
  const calls = hits.slice(0, FOLLOWED).map((hit) => ({ hit, names: namesCalled(hit) }))
  const found = await find([...new Set(calls.flatMap(({ names }) => names))])
  const byName = Map.groupBy(
    found.filter(({ kind }) => CALLABLE.has(kind)),
    ({ name }) => name,
  )
  const order = hits.map((hit, i) => ({ hit, place: i }))
  for (const [i, { hit, names }] of calls.entries()) {
    for (const name of names) {
      for (const definition of meant(byName.get(name) ?? [], hit)) {
        const known = order.find((entry) => isDefinedBy(definition, entry.hit))
        if (known) {
          known.place = Math.min(known.place, i + AFTER)
          continue
        }
        const { path, line, endLine, kind, container } = definition
        const called = {
          path,
          startLine: line,
          endLine,
          kind: kindOfPath(path, 'code'),
          name: container === null ? name : `${container}.${name}`,
          symbolKind: kind,
        }
        order.push({ hit: { ...called, lines: await read(called) }, place: i + AFTER })
      }
    }
  }
  return order.sort((a, b) => a.place - b.place).map((entry) => entry.hit)
}

function namesCalled(hit: PackedHit): string[] {
  const names = new Set(Array.from(hit.lines.join('\n').matchAll(CALL), ([, name]) => name!))
  names.delete(simpleName(hit))
  return [...names].filter((name) => name.length >= LEAST_LETTERS)
}

function meant(definitions: NamedDefinition[], { path, kind }: PackedHit): NamedDefinition[] {
  const near = definitions.filter((definition) => definition.path === path)
  if (near.length > 0) return near.length <= MOST_MEANT ? near : []
  // Tests call the code, never the other way round.
  const far = definitions.filter((definition) => kind === 'test' || kindOfPath(definition.path, 'code') !== 'test')
  return far.length <= MOST_MEANT ? far : []
}

function isDefinedBy({ name, path, line, endLine }: NamedDefinition, hit: PackedHit): boolean {
  return path === hit.path && hit.startLine <= line && hit.endLine >= endLine && simpleName(hit) === name
}

function simpleName({ name }: PackedHit): string {
  return name.slice(name.lastIndexOf('.') + 1)
}
