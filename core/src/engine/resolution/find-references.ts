import { Unbound } from '@tlc/analyzers/bindings'
import type { Certainty } from '../answers.ts'
import type { LoadedFile } from './loaded-file.ts'
import { type Definition, isReopened } from './resolution.ts'
import type { Resolver } from './resolver.ts'

export interface FoundUse {
  file: LoadedFile
  use: number
  certainty: Certainty
}

/** What is looked for: a thing of the project, or what an import takes from outside of it. */
export type Sought =
  | { kind: 'definitions'; definitions: readonly Definition[] }
  | { kind: 'import'; module: string; name: string | null }

/**
 * Uses of what is sought in one file, under a name or what an import makes of it. `by-name` are those that may be it though
 * nothing tells.
 */
export async function usesInFile(
  resolver: Resolver,
  file: LoadedFile,
  { sought, name }: { sought: Sought; name: string },
): Promise<FoundUse[]> {
  const found: FoundUse[] = []
  for (const use of candidateUses(file, sought, name)) {
    const certainty = await certaintyOf(resolver, file, { use, sought })
    if (certainty) found.push({ file, use, certainty })
  }
  return found
}

/** Whether what is sought is known in its own file alone. */
export function isLocal({ file, binding }: Definition): boolean {
  if (binding < 0) return false
  const { top, owner, ownerName, kind, sites } = file.binding(binding)
  if (kind === 'self' || kind === 'self-class') return true
  if (top || ownerName !== null || sites.some((site) => file.exportsOf(site).length > 0)) return false
  return owner < 0 || kind === 'parameter'
}

/** A thing that is reached through a receiver, so that a use may be one of it though nothing tells. */
export function isMember({ file, binding }: Definition): boolean {
  if (binding < 0) return false
  const { owner, ownerName, kind } = file.binding(binding)
  return !/^(?:parameter|self|self-class)$/.test(kind) && (owner >= 0 || ownerName !== null)
}

function candidateUses(file: LoadedFile, sought: Sought, name: string): number[] {
  const uses = new Set(file.usesOf(name))
  // An import may call it otherwise here.
  for (const { name: other, from } of file.facts.bindings) {
    if (!from || other === name) continue
    const isSought =
      sought.kind === 'import'
        ? from.module === sought.module && from.name === sought.name
        : from.name === name || from.name === 'default'
    if (isSought) for (const use of file.usesOf(other)) uses.add(use)
  }
  return [...uses].sort((a, b) => a - b)
}

async function certaintyOf(
  resolver: Resolver,
  file: LoadedFile,
  { use, sought }: { use: number; sought: Sought },
): Promise<Certainty | null> {
  const { binding } = file.use(use)
  if (sought.kind === 'import') {
    const from = binding < 0 ? null : file.binding(binding).from
    return from?.module === sought.module && from.name === sought.name ? 'certain' : null
  }
  const { definitions } = sought
  const isSought = (one: Definition) =>
    definitions.some((each) => each.file.path === one.file.path && each.binding === one.binding)
  // A parameter may define a member too.
  if (
    definitions.some(
      (each) => each.file === file && each.binding >= 0 && file.binding(each.binding).sites.includes(use),
    )
  )
    return 'certain'
  const resolution = await resolver.resolve(file, use)
  if (resolution.definitions.some(isSought)) return resolution.certainty
  const isAgain = (one: Definition) => definitions.some((each) => isReopened(one, each))
  if (resolution.definitions.some(isAgain)) return 'likely'
  // Methods that are mixed in are called without a receiver too.
  const isMixed = file.rules.reopens === true && binding === Unbound.free && file.use(use).receiver >= 0
  const mayBe = resolution.state === 'unknown' && (binding === Unbound.member || binding === Unbound.key || isMixed)
  return mayBe && definitions.some(isMember) ? 'by-name' : null
}
