import { writtenName } from '@tlc/analyzers/bindings'
import definitionsByName from '../../store/queries/definitions-by-name.ts'
import type { RequestContext } from '../define-request.ts'
import { createFileSource, languageFamily } from './file-source.ts'
import type { LoadedFile } from './loaded-file.ts'
import { moduleIndexOf } from './module-index.ts'
import type { NamedDefinition } from './resolution.ts'
import { Resolver } from './resolver.ts'

/** Kinds of definitions that are reached through a receiver. */
const MEMBER_KINDS = new Set(['method', 'constructor', 'property', 'field', 'enum-member'])

/** What one request looks at; files are kept for those that follow once it is closed. */
export async function openWorld(context: RequestContext, signal: AbortSignal) {
  const { load, trim } = createFileSource(context.pool, signal)
  const store = await context.store()
  const asked = new Map<string, Promise<NamedDefinition[]>>()

  /** All definitions of a name in the languages that share names with `language`. */
  async function named(marked: string, language: string): Promise<NamedDefinition[]> {
    const name = writtenName(marked)
    const family = languageFamily(language)
    const all = asked.get(name) ?? store.query(definitionsByName, { name })
    asked.set(name, all)
    return (await all).filter((one) => family.includes(one.language))
  }

  /** Definitions that a use in the file may mean by its name: members, or what is no member. */
  async function candidates(
    file: LoadedFile,
    name: string,
    { members }: { members: boolean },
  ): Promise<NamedDefinition[]> {
    return (await named(name, file.facts.language)).filter(({ symbol }) => MEMBER_KINDS.has(symbol.kind) === members)
  }

  const resolver = new Resolver({ load, modules: moduleIndexOf(context.project), named })
  return { load, candidates, resolver, store, close: trim }
}

export type World = Awaited<ReturnType<typeof openWorld>>
