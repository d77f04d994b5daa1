import { basename } from 'node:path/posix'
import { CALLED } from '@tlc/analyzers/bindings'
import type { SymbolFact } from '@tlc/analyzers/facts'
import type { Certainty } from '../answers.ts'
import type { LoadedFile } from './loaded-file.ts'

/** One thing that has a name: a binding of a file; -1 for the file itself, as a module. */
export interface Definition {
  file: LoadedFile
  binding: number
}

export interface Resolution {
  definitions: Definition[]
  certainty: Exclude<Certainty, 'by-name'>
  /** `unknown` when nothing tells what it is, `foreign` when it is known to be nothing of the project. */
  state: 'found' | 'unknown' | 'foreign'
}

/** What an expression is, as far as it can be told. */
export type Value =
  | { kind: 'class' | 'instance'; file: LoadedFile; binding: number }
  | FunctionValue
  | { kind: 'module'; file: LoadedFile }
  | { kind: 'foreign' }

export type FunctionValue = Definition & { kind: 'function' }

export interface Known {
  values: Value[]
  /** Told by an assignment or an annotation, which need not be all that it ever is. */
  inferred: boolean
}

/** A definition of the store, for names that are looked up by name alone. */
export interface NamedDefinition {
  path: string
  language: string
  symbol: SymbolFact
}

export const UNKNOWN: Resolution = { definitions: [], certainty: 'certain', state: 'unknown' }
export const FOREIGN: Resolution = { definitions: [], certainty: 'certain', state: 'foreign' }
export const NOTHING: Known = { values: [], inferred: false }

/** The namespaces whose names a file sees: its own, and where they are nested those around it. */
export function spacesAround({ facts, rules }: LoadedFile): (string | null)[] {
  if (rules.modules.spaces !== 'nested' || facts.space === null) return [facts.space]
  const parts = facts.space.split('.')
  return [...parts.map((_, i) => parts.slice(0, parts.length - i).join('.')), null]
}

export function isIndex({ path, rules }: LoadedFile): boolean {
  return rules.modules.index?.includes(basename(path).replace(/\.[^.]*$/, '')) ?? false
}

export function found(definitions: Definition[]): Resolution {
  return { definitions, certainty: 'certain', state: 'found' }
}

/** Of several definitions of one name in a file it is not known which is meant; what is set again is one thing. */
export function withOverloads(resolution: Resolution): Resolution {
  const isOneOfMany = ({ file, binding }: Definition) => {
    if (binding < 0 || !file.rules.overloads) return false
    const { sites, kind } = file.binding(binding)
    return sites.length > 1 && (kind === 'function' || !file.rules.rebinds)
  }
  return resolution.definitions.some(isOneOfMany) ? { ...resolution, certainty: 'likely' } : resolution
}

/** Whether a binding is a class that another file may open again. */
export function isOpen({ file, binding }: Definition): boolean {
  return binding >= 0 && file.rules.reopens === true && file.binding(binding).kind === 'class'
}

/** Whether two classes are one that is opened twice. */
export function isReopened(one: Definition, other: Definition): boolean {
  return isOpen(one) && isOpen(other) && one.file.pathOf(one.binding) === other.file.pathOf(other.binding)
}

/** Whether these are members of what is asked: of a class itself or of its objects, where that is told apart. */
export function areOfKind(definitions: readonly Definition[], asked: Value['kind']): boolean {
  return definitions.every(({ file, binding }) => {
    if (!file.rules.isOfClass || binding < 0) return true
    const { own, kind, name } = file.binding(binding)
    return kind !== 'function' || !name.startsWith(CALLED) || own === (asked === 'class')
  })
}

/** What others add to a class is sure but where it is opened again, which need not be in the same program. */
export function added(owner: Definition, definitions: Definition[]): Resolution {
  const isAway = definitions.some(({ file }) => file !== owner.file)
  return isOpen(owner) && isAway ? { ...found(definitions), certainty: 'likely' } : found(definitions)
}

export function instances(values: readonly Value[]): Value[] {
  return values.map((value) => (value.kind === 'class' ? { ...value, kind: 'instance' } : value))
}

export function unique(definitions: readonly Definition[]): Definition[] {
  return [...new Map(definitions.map((each) => [`${each.file.path}:${each.binding}`, each])).values()]
}

export function lastOf(container: string | null): string | null {
  return container === null ? null : container.slice(container.lastIndexOf('.') + 1)
}
