import { dirname } from 'node:path/posix'
import type { LoadedFile } from './loaded-file.ts'
import { type Definition, FOREIGN, found, type NamedDefinition, type Resolution, UNKNOWN } from './resolution.ts'
import type { ResolverWorld } from './resolver.ts'

/** Names that files have in their own scope, looked up by what the files have in common. */
export class TopNames {
  readonly #world: ResolverWorld
  readonly #included = new Map<LoadedFile, Promise<LoadedFile[]>>()

  constructor(world: ResolverWorld) {
    this.#world = world
  }

  /** What the other files of a folder have of a name. */
  async inFolder(file: LoadedFile, name: string): Promise<Definition[]> {
    const folder = dirname(file.path)
    const named = await this.#world.named(name, file.facts.language)
    return await this.#tops(named.filter(({ path }) => path !== file.path && dirname(path) === folder))
  }

  /** What files of a package or namespace have of a name in their own scope. */
  async inSpace(from: LoadedFile, space: string | null, name: string): Promise<Definition[]> {
    const tops = await this.#tops(await this.#world.named(name, from.facts.language), name)
    return tops.filter(({ file }) => file.facts.space === space)
  }

  /** The only thing of that name that files have in their own scope. */
  async shared(file: LoadedFile, name: string): Promise<Resolution> {
    const named = await this.#world.named(name, file.facts.language)
    // What is no function of a file's own, such as a static one.
    const tops = await this.#tops(
      named.filter(({ symbol }) => symbol.exported),
      name,
    )
    return tops.length === 1 ? { ...found(tops), certainty: 'likely' } : UNKNOWN
  }

  /** What a file gets of a name from those that it includes, and those that these include. */
  async included(file: LoadedFile, name: string): Promise<Definition | null> {
    const all = this.#included.get(file) ?? this.#includedBy(file)
    this.#included.set(file, all)
    for (const each of await all) {
      const binding = each.top(name)
      if (binding >= 0) return { file: each, binding }
    }
    return null
  }

  async #includedBy(file: LoadedFile): Promise<LoadedFile[]> {
    const found = new Set([file])
    for (const each of found) {
      for (const module of each.facts.importsAll) {
        for (const path of this.#world.modules.filesOf(each.path, module, each.rules.modules)) {
          const next = await this.#world.load(path)
          if (next) found.add(next)
        }
      }
    }
    found.delete(file)
    return [...found]
  }

  /** The definition of what is declared in a file: its own, or one that the linker finds. */
  async linked(file: LoadedFile, name: string): Promise<Resolution> {
    const named = await this.#world.named(name, file.facts.language)
    const own = await this.#tops(
      named.filter(({ path }) => path === file.path),
      name,
    )
    if (own.length > 0) return found(own)
    const others = await this.#tops(
      named.filter(({ symbol }) => symbol.exported),
      name,
    )
    if (others.length === 0) return FOREIGN
    return others.length === 1 ? found(others) : { ...found(others), certainty: 'likely' }
  }

  /** Those of the stored definitions that stand in the scope of their file. */
  async #tops(named: readonly NamedDefinition[], name?: string): Promise<Definition[]> {
    const tops = new Map<string, Definition>()
    for (const { path, symbol } of named) {
      const file = await this.#world.load(path)
      const binding = file?.top(name ?? symbol.name) ?? -1
      if (file && binding >= 0 && !file.binding(binding).from) tops.set(`${path}:${binding}`, { file, binding })
    }
    return [...tops.values()]
  }
}
