import { dirname } from 'node:path/posix'
import { CALLED, Expression, Unbound } from '@tlc/analyzers/bindings'
import { argumentNamed } from './argument-named.ts'
import { handedValue } from './handed-value.ts'
import type { LoadedFile } from './loaded-file.ts'
import { memberAround } from './member-around.ts'
import type { Reach, ResolverWorld } from './reach.ts'
import {
  added,
  areOfKind,
  type Definition,
  FOREIGN,
  found,
  instances,
  isIndex,
  isOpen,
  type Known,
  lastOf,
  NOTHING,
  type Resolution,
  spacesAround,
  UNKNOWN,
  unique,
  type Value,
  withOverloads,
} from './resolution.ts'
import { TopNames } from './top-names.ts'

/** Longest chain of imports, base classes and values that is followed. */
const MOST_STEPS = 24
const MOST_VALUES = 4

/**
 * Finds what uses stand for, from file to file. Only what a question needs is loaded, and each answer is kept for the
 * request.
 */
export class Resolver {
  readonly #world: ResolverWorld
  readonly #tops: TopNames
  readonly #resolutions = new WeakMap<LoadedFile, Map<number, Resolution>>()
  readonly #values = new WeakMap<LoadedFile, Map<number, Known>>()

  readonly #reach: Reach = {
    value: (file, expression, steps) => this.#value(file, expression, steps),
    member: (of, name, steps) => this.#inherited(of, name, { seen: new Set(), steps }),
  }

  constructor(world: ResolverWorld) {
    this.#world = world
    this.#tops = new TopNames(world)
  }

  /** What a use stands for, imports followed to where the thing is. One question at a time. */
  async resolve(file: LoadedFile, use: number, steps = 0): Promise<Resolution> {
    const known = this.#resolutions.get(file) ?? new Map<number, Resolution>()
    this.#resolutions.set(file, known)
    const before = known.get(use)
    if (before) return before
    // A use that leads to itself ends there.
    known.set(use, UNKNOWN)
    const resolution = withOverloads(await this.#find(file, use, steps))
    known.set(use, resolution)
    return resolution
  }

  /** A binding, or what it imports. */
  async follow({ file, binding }: Definition, steps = 0): Promise<Resolution> {
    const { from } = file.binding(binding)
    if (!from) return found([{ file, binding }])
    if (steps > MOST_STEPS) return UNKNOWN
    return await this.#imported(file, from.module, from.name, steps + 1)
  }

  async #find(file: LoadedFile, use: number, steps: number): Promise<Resolution> {
    if (steps > MOST_STEPS) return UNKNOWN
    const { binding, receiver, name } = file.use(use)
    if (binding >= 0) return await this.follow({ file, binding }, steps)
    switch (binding) {
      case Unbound.member:
        if (receiver < 0) return UNKNOWN
        return await this.#memberOf(await this.#value(file, receiver, steps + 1), name, steps + 1)
      case Unbound.argument: {
        const called = await this.#value(file, receiver, steps + 1)
        return await argumentNamed(called, { name, steps: steps + 1 }, this.#reach)
      }
      case Unbound.free:
        return await this.#free(file, { name, receiver, steps: steps + 1 })
      default:
        return UNKNOWN
    }
  }

  async #free(
    file: LoadedFile,
    { name, receiver, steps }: { name: string; receiver: number; steps: number },
  ): Promise<Resolution> {
    if (receiver >= 0) {
      const within = await memberAround({ file, name, receiver }, (of) => this.#scattered(of, name))
      if (within) return within
      const own = await this.#memberOf(await this.#value(file, receiver, steps), name, steps)
      if (own.state === 'found') return own
    }
    const { folders, shared, spaces } = file.rules.modules
    if (spaces) {
      for (const space of spacesAround(file)) {
        const beside = await this.#tops.inSpace(file, space, name)
        if (beside.length > 0) return found(beside)
      }
    }
    const { relative } = file.rules.modules
    if (relative === 'include' || relative === 'require') {
      const included = await this.#tops.included(file, name)
      if (included) {
        const linked = await this.follow(included, steps)
        const resolution = linked.state === 'found' ? linked : found([included])
        // The language may have it too, or what the class around derives from elsewhere.
        const isOpened = file.rules.wellKnown?.has(name) || (receiver >= 0 && name.startsWith(CALLED))
        return isOpened ? { ...resolution, certainty: 'likely' } : resolution
      }
    } else {
      for (const module of file.facts.importsAll) {
        const all = await this.#imported(file, module, name, steps)
        if (all.state === 'found') return all
      }
    }
    if (folders) {
      const beside = await this.#tops.inFolder(file, name)
      if (beside.length > 0) return found(beside)
    }
    if (shared) return await this.#tops.shared(file, name)
    return UNKNOWN
  }

  /** What an import names by its package; of a class, a member. */
  async #fromSpace(from: LoadedFile, space: string, name: string, steps: number): Promise<Resolution> {
    const there = await this.#tops.inSpace(from, space || null, name)
    if (there.length > 0) return found(there)
    const last = space.split(from.rules.modules.separator).at(-1)!
    const around = space.slice(0, -last.length).replace(/[.\\:]+$/, '')
    if (around === '') return FOREIGN
    const { definitions } = await this.#fromSpace(from, around, last, steps + 1)
    const [owner] = definitions
    if (!owner || owner.binding < 0) return FOREIGN
    return await this.#inherited(owner, name, { seen: new Set(), steps })
  }

  /** What a path of modules, types and names leads to behind the last file in it. */
  async #fromOwner(from: LoadedFile, module: string, name: string, steps: number): Promise<Resolution> {
    const parts = module.split(from.rules.modules.separator)
    const last = parts.pop()!
    const isRoot = parts.length === 0 || /^(?:crate|self|super)$/.test(last)
    if (isRoot) return parts.length === 0 && !/^(?:crate|self|super)$/.test(last) ? FOREIGN : UNKNOWN
    const owners = await this.#imported(from, parts.join('::'), last, steps + 1)
    if (owners.state !== 'found') return owners
    return await this.#memberOf(await this.#valuesOf(owners.definitions, steps + 1), name, steps + 1)
  }

  async #imported(from: LoadedFile, module: string, name: string | null, steps: number): Promise<Resolution> {
    if (steps > MOST_STEPS) return UNKNOWN
    const { modules } = from.rules
    if (modules.relative === 'include' && name !== null) return await this.#tops.linked(from, name)
    if (modules.spaces) return name === null ? FOREIGN : await this.#fromSpace(from, module, name, steps + 1)
    const files = this.#world.modules.filesOf(from.path, module, modules)
    for (const path of files) {
      const file = await this.#world.load(path)
      if (!file) continue
      if (name === null) return found([{ file, binding: -1 }])
      const there = await this.#exported(file, name, steps + 1)
      if (there.state === 'found') return there
      const beside = modules.folders ? await this.#tops.inFolder(file, name) : []
      if (beside.length > 0) return found(beside)
    }
    if (modules.relative === 'crate' && name !== null) return await this.#fromOwner(from, module, name, steps)
    const inside = name === null ? null : await this.#submodule(from, module, name)
    if (inside) return found([{ file: inside, binding: -1 }])
    return files.length === 0 ? FOREIGN : UNKNOWN
  }

  async #submodule(from: LoadedFile, module: string, name: string): Promise<LoadedFile | null> {
    if (from.rules.modules.relative !== 'dots') return null
    const path = `${module}${module.endsWith('.') ? '' : '.'}${name}`
    const [inside] = this.#world.modules.filesOf(from.path, path, from.rules.modules)
    return inside === undefined ? null : await this.#world.load(inside)
  }

  /** What other files get when they ask a file for a name. */
  async #exported(file: LoadedFile, name: string, steps: number): Promise<Resolution> {
    if (steps > MOST_STEPS) return UNKNOWN
    const use = file.exported(name)
    if (use >= 0) return await this.resolve(file, use, steps + 1)
    const hasExports = file.facts.exports.length > 0 || file.facts.exportsAll.length > 0
    const binding = hasExports ? -1 : file.top(name)
    if (binding >= 0) return await this.follow({ file, binding }, steps + 1)
    for (const module of [...file.facts.exportsAll, ...file.facts.importsAll]) {
      const all = await this.#imported(file, module, name, steps + 1)
      if (all.state === 'found') return all
    }
    return UNKNOWN
  }

  async #memberOf({ values, inferred }: Known, name: string, steps: number): Promise<Resolution> {
    if (values.length === 0 || steps > MOST_STEPS) return UNKNOWN
    const definitions: Definition[] = []
    let foreign = 0
    let isSure = !inferred
    for (const value of values) {
      const one = await this.#memberOfOne(value, name, steps)
      definitions.push(...one.definitions)
      if (one.state === 'foreign') foreign++
      if (one.certainty === 'likely' || !areOfKind(one.definitions, value.kind)) isSure = false
    }
    if (definitions.length > 0) return { ...found(unique(definitions)), certainty: isSure ? 'certain' : 'likely' }
    return foreign === values.length ? FOREIGN : UNKNOWN
  }

  async #memberOfOne(value: Value, name: string, steps: number): Promise<Resolution> {
    switch (value.kind) {
      case 'foreign':
        return FOREIGN
      case 'module': {
        const there = await this.#exported(value.file, name, steps)
        if (there.state === 'found') return there
        const beside = value.file.rules.modules.folders ? await this.#tops.inFolder(value.file, name) : []
        if (beside.length > 0) return found(beside)
        const inside = isIndex(value.file) ? await this.#submodule(value.file, '.', name) : null
        return inside ? found([{ file: inside, binding: -1 }]) : there
      }
      case 'function':
        return UNKNOWN
      case 'class':
      case 'instance': {
        const own = await this.#inherited(value, name, { seen: new Set(), steps })
        // A path names a method without a call: `Store::find`.
        if (own.state === 'found' || name.startsWith(CALLED)) return own
        return await this.#inherited(value, CALLED + name, { seen: new Set(), steps })
      }
    }
  }

  /** A member of a class or of what it derives from, the nearest first. */
  async #inherited(
    { file, binding }: Definition,
    name: string,
    { seen, steps }: { seen: Set<string>; steps: number },
  ): Promise<Resolution> {
    const key = `${file.path}:${binding}`
    if (seen.has(key) || steps > MOST_STEPS) return UNKNOWN
    seen.add(key)
    const own = file.member(binding, name)
    if (own.length > 0) return await this.#followed(file, own, steps)
    const scattered = await this.#scattered({ file, binding }, name)
    if (scattered.length > 0) return added({ file, binding }, scattered)
    for (const base of file.binding(binding).bases) {
      const { values, inferred } = await this.#value(file, base, steps + 1)
      for (const value of values) {
        if (value.kind !== 'class' && value.kind !== 'instance') continue
        const above = await this.#inherited(value, name, { seen, steps: steps + 1 })
        if (above.state === 'found') return inferred ? { ...above, certainty: 'likely' } : above
      }
    }
    const again = isOpen({ file, binding }) ? await this.#tops.openings({ file, binding }) : []
    for (const each of again) {
      const there = await this.#inherited(each, name, { seen, steps: steps + 1 })
      if (there.state === 'found') return { ...there, certainty: 'likely' }
    }
    return UNKNOWN
  }

  async #followed(file: LoadedFile, bindings: readonly number[], steps: number): Promise<Resolution> {
    const definitions: Definition[] = []
    for (const binding of bindings) definitions.push(...(await this.follow({ file, binding }, steps + 1)).definitions)
    return definitions.length > 0 ? found(definitions) : UNKNOWN
  }

  /** Members that are written outside of the class's body: methods of Go, of an `impl`, of a class that is opened again. */
  async #scattered({ file, binding }: Definition, name: string): Promise<Definition[]> {
    if (!file.rules.scattered) return []
    const owner = file.binding(binding).name
    const named = await this.#world.named(name, file.facts.language)
    const paths = new Set(named.filter(({ symbol }) => lastOf(symbol.container) === owner).map(({ path }) => path))
    const definitions: Definition[] = []
    for (const path of paths) {
      if (file.rules.modules.folders && dirname(path) !== dirname(file.path)) continue
      const other = await this.#world.load(path)
      if (!other || (file.rules.modules.spaces && other.facts.space !== file.facts.space)) continue
      for (const each of other.membersOf(owner, name)) {
        if (await this.#isOf(other, each, { file, binding })) definitions.push({ file: other, binding: each })
      }
    }
    return definitions
  }

  /** Whether what adds the member means this class, where another of the project may be called alike. */
  async #isOf(file: LoadedFile, member: number, owner: Definition): Promise<boolean> {
    const { owner: adds } = file.binding(member)
    if (adds < 0) return true
    if (file.binding(adds).name !== '') return file.pathOf(adds) === owner.file.pathOf(owner.binding)
    // An `impl` has no name, and says first what it is of.
    const [type] = file.binding(adds).bases
    if (type === undefined) return true
    const { values } = await this.#value(file, type, 0)
    return values.some((value) => 'binding' in value && value.file === owner.file && value.binding === owner.binding)
  }

  async #value(file: LoadedFile, expression: number, steps: number): Promise<Known> {
    if (expression < 0 || steps > MOST_STEPS) return NOTHING
    const known = this.#values.get(file) ?? new Map<number, Known>()
    this.#values.set(file, known)
    const before = known.get(expression)
    if (before) return before
    known.set(expression, NOTHING)
    const value = await this.#evaluate(file, expression, steps)
    known.set(expression, value)
    return value
  }

  async #evaluate(file: LoadedFile, expression: number, steps: number): Promise<Known> {
    const { operation, operand } = file.expression(expression)
    switch (operation) {
      case Expression.use: {
        const { definitions, certainty, state } = await this.resolve(file, operand, steps + 1)
        if (state === 'foreign') return { values: [{ kind: 'foreign' }], inferred: false }
        const known = await this.#valuesOf(definitions, steps + 1)
        return { values: known.values, inferred: known.inferred || certainty === 'likely' }
      }
      case Expression.call:
        return await this.#called(await this.#value(file, operand, steps + 1), steps + 1)
      case Expression.self:
        return {
          // The type of a function is written in place.
          values: [
            { kind: file.binding(operand).kind === 'function' ? 'function' : 'instance', file, binding: operand },
          ],
          inferred: false,
        }
      case Expression.own:
        return { values: [{ kind: 'class', file, binding: operand }], inferred: false }
      case Expression.handed:
        return await handedValue({ file, operand, steps }, this.#reach)
      case Expression.base: {
        const known: Value[] = []
        for (const base of file.binding(operand).bases) {
          known.push(...instances((await this.#value(file, base, steps + 1)).values))
        }
        return { values: known, inferred: false }
      }
      default:
        return NOTHING
    }
  }

  async #called({ values, inferred }: Known, steps: number): Promise<Known> {
    const results: Value[] = []
    for (const value of values) {
      if (value.kind === 'class') results.push({ ...value, kind: 'instance' })
      if (value.kind === 'foreign') results.push(value)
      if (value.kind !== 'function') continue
      const { type } = value.file.binding(value.binding)
      results.push(...instances((await this.#value(value.file, type, steps)).values))
    }
    return { values: results, inferred: inferred || values.some(({ kind }) => kind === 'function') }
  }

  async #valuesOf(definitions: readonly Definition[], steps: number): Promise<Known> {
    const values: Value[] = []
    let inferred = false
    for (const definition of definitions.slice(0, MOST_VALUES)) {
      const known = await this.#valueOf(definition, steps)
      values.push(...known.values)
      inferred ||= known.inferred
    }
    return { values: values.slice(0, MOST_VALUES), inferred }
  }

  async #valueOf({ file, binding }: Definition, steps: number): Promise<Known> {
    if (binding < 0) return { values: [{ kind: 'module', file }], inferred: false }
    const { kind, owner, type, value } = file.binding(binding)
    switch (kind) {
      case 'class':
      case 'namespace':
        return { values: [{ kind: 'class', file, binding }], inferred: false }
      case 'function':
        return { values: [{ kind: 'function', file, binding }], inferred: false }
      case 'self-class':
        return { values: owner < 0 ? [] : [{ kind: 'class', file, binding: owner }], inferred: false }
      case 'self':
        if (owner >= 0) return { values: [{ kind: 'instance', file, binding: owner }], inferred: false }
        return { values: instances((await this.#value(file, type, steps)).values), inferred: false }
      case 'variable':
      case 'parameter':
      case 'member': {
        if (type >= 0) return { values: instances((await this.#value(file, type, steps)).values), inferred: true }
        return { ...(await this.#value(file, value, steps)), inferred: true }
      }
      case 'import':
        return NOTHING
    }
  }
}
