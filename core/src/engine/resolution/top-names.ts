import { dirname } from 'node:path/posix'
import type { LoadedFile } from './loaded-file.ts'
import { type Definition, found, type NamedDefinition, type Resolution, UNKNOWN } from './resolution.ts'
import type { ResolverWorld } from './resolver.ts'

/** Names that files have in their own scope, looked up by what the files have in common. */
export class TopNames {
  readonly #world: ResolverWorld

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
    const tops = await this.#tops(await this.#world.named(name, file.facts.language))
    return tops.length === 1 ? { ...found(tops), certainty: 'likely' } : UNKNOWN
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
