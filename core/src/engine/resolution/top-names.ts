import { dirname } from 'node:path/posix'
import type { LoadedFile } from './loaded-file.ts'
import type { ResolverWorld } from './reach.ts'
import {
  type Definition,
  FOREIGN,
  found,
  isOpen,
  type NamedDefinition,
  type Resolution,
  UNKNOWN,
} from './resolution.ts'

/** Most files that one includes, with those that these include. */
const MOST_INCLUDED = 1000
/** Most files in which a class is looked for that is opened again. */
const MOST_OPENINGS = 8

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
    if (tops.length === 1 || (tops.length > 1 && tops.every(isOpen))) {
      return { ...found(tops.slice(0, 1)), certainty: 'likely' }
    }
    return UNKNOWN
  }

  /** What a file gets of a name from those that it includes, and those that these include. */
  async included(file: LoadedFile, name: string): Promise<Definition | null> {
    // What is required has no names but those that it defines.
    const isRequired = file.rules.modules.relative === 'require'
    if (isRequired && !(await this.#world.named(name, file.facts.language)).some(isTop)) return null
    const all = this.#included.get(file) ?? this.#includedBy(file)
    this.#included.set(file, all)
    for (const each of await all) {
      const binding = each.top(name)
      if (binding >= 0) return { file: each, binding }
    }
    return null
  }

  /** Where else a class is opened. */
  async openings(of: Definition): Promise<Definition[]> {
    const path = of.file.pathOf(of.binding)
    const named = await this.#world.named(of.file.binding(of.binding).name, of.file.facts.language)
    const paths = new Set(named.filter(({ symbol }) => pathOf(symbol) === path).map((each) => each.path))
    const found: Definition[] = []
    for (const each of [...paths].slice(0, MOST_OPENINGS)) {
      const file = await this.#world.load(each)
      file?.facts.bindings.forEach(({ kind }, binding) => {
        const isSame = file === of.file && binding === of.binding
        if (kind === 'class' && !isSame && file.pathOf(binding) === path) found.push({ file, binding })
      })
    }
    return found
  }

  async #includedBy(file: LoadedFile): Promise<LoadedFile[]> {
    const found = new Set([file])
    for (const each of found) {
      if (found.size > MOST_INCLUDED) break
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

function isTop({ symbol }: NamedDefinition): boolean {
  return symbol.container === null
}

function pathOf({ name, container }: NamedDefinition['symbol']): string {
  return container === null ? name : `${container}.${name}`
}
