import {
  type BindingFact,
  BLOCK_WIDTH,
  EXPRESSION_WIDTH,
  type FileBindings,
  USE_WIDTH,
  UseField,
  writtenName,
} from '@tlc/analyzers/bindings'
import type { BindingRules } from '@tlc/analyzers/define-bindings'

/** One use of a name, by the number that it has in its file. */
export interface Use {
  name: string
  line: number
  column: number
  /** What it is bound to, or one of `Unbound`. */
  binding: number
  receiver: number
}

/** The bindings of one file with ways to find in them; made at the time of a request and shared by those that follow. */
export class LoadedFile {
  readonly path: string
  readonly facts: FileBindings
  readonly rules: BindingRules
  #members: Map<number, Map<string, number[]>> | undefined
  #top: Map<string, number> | undefined
  #exports: Map<string, number> | undefined
  #byName: Map<string, number[]> | undefined

  constructor(path: string, facts: FileBindings, rules: BindingRules) {
    this.path = path
    this.facts = facts
    this.rules = rules
  }

  get uses(): number {
    return this.facts.uses.length / USE_WIDTH
  }

  use(use: number): Use {
    const { uses, names } = this.facts
    const at = use * USE_WIDTH
    return {
      name: names[uses[at + UseField.name]!]!,
      line: uses[at + UseField.line]!,
      column: uses[at + UseField.column]!,
      binding: uses[at + UseField.binding]!,
      receiver: uses[at + UseField.receiver]!,
    }
  }

  binding(binding: number): BindingFact {
    return this.facts.bindings[binding]!
  }

  expression(expression: number): { operation: number; operand: number } {
    const { expressions } = this.facts
    const at = expression * EXPRESSION_WIDTH
    return { operation: expressions[at]!, operand: expressions[at + 1]! }
  }

  /** The use that covers a column or ends right before it, or -1. */
  useAt(line: number, column: number): number {
    const { uses } = this.facts
    let low = 0
    let high = this.uses - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      const at = middle * USE_WIDTH
      const isBefore =
        uses[at + UseField.line]! < line || (uses[at + UseField.line] === line && uses[at + UseField.column]! <= column)
      if (isBefore) low = middle
      else high = middle - 1
    }
    if (this.uses === 0) return -1
    const found = this.use(low)
    return found.line === line && found.column <= column && column <= found.column + lengthOf(found.name) ? low : -1
  }

  /** Uses of a name, in the order of the file. */
  usesOf(name: string): readonly number[] {
    if (!this.#byName) {
      const { uses, names } = this.facts
      const lists = names.map((): number[] => [])
      for (let use = 0; use < this.uses; use++) lists[uses[use * USE_WIDTH + UseField.name]!]!.push(use)
      this.#byName = new Map(names.map((each, i) => [each, lists[i]!]))
    }
    return this.#byName.get(name) ?? []
  }

  /** What a class, a namespace or a function has of a name. */
  member(owner: number, name: string): readonly number[] {
    if (!this.#members) {
      this.#members = new Map()
      this.facts.bindings.forEach(({ owner: of, name: each, kind }, i) => {
        if (of < 0 || kind === 'self' || kind === 'self-class') return
        const members = this.#members!.get(of) ?? new Map<string, number[]>()
        this.#members!.set(of, members)
        members.set(each, [...(members.get(each) ?? []), i])
      })
    }
    return this.#members.get(owner)?.get(name) ?? []
  }

  /** The parameter of a function at a position; of one with several heads, that of the first that has one there. */
  parameterAt(owner: number, position: number): BindingFact | null {
    return this.facts.bindings.find((each) => each.owner === owner && each.position === position) ?? null
  }

  /** As `member`, by the owner's name: of one that is defined in another file too. */
  membersOf(owner: string, name: string): number[] {
    const ownerOf = (binding: BindingFact) =>
      (binding.ownerName === null ? null : lastPart(binding.ownerName)) ??
      (binding.owner < 0 ? null : this.binding(binding.owner).name)
    return this.facts.bindings.flatMap((binding, i) => (binding.name === name && ownerOf(binding) === owner ? [i] : []))
  }

  /** The names of what a binding is a member of and its own. */
  pathOf(binding: number): string {
    const parts: string[] = []
    for (let at = binding; at >= 0; at = this.binding(at).owner) {
      const { name, ownerName } = this.binding(at)
      parts.push(name)
      if (ownerName !== null) parts.push(ownerName.replaceAll('::', '.'))
    }
    return parts.reverse().join('.')
  }

  /** What the file's own scope has of a name, or -1. */
  top(name: string): number {
    if (!this.#top) {
      this.#top = new Map()
      for (const [i, { top, name: each }] of this.facts.bindings.entries()) if (top) this.#top.set(each, i)
    }
    return this.#top.get(name) ?? -1
  }

  /** The use behind a name that other files know, or -1. */
  exported(name: string): number {
    this.#exports ??= new Map(this.facts.exports.map(({ name: each, use }) => [each, use]))
    return this.#exports.get(name) ?? -1
  }

  /** Names by which other files know a use. */
  exportsOf(use: number): string[] {
    return this.facts.exports.filter((each) => each.use === use).map(({ name }) => name)
  }

  /**
   * Sites of a binding that the use may see: where it is set again and again, what was set last before it, and what may
   * have been set since. All of them where order tells nothing.
   */
  reaching(binding: number, use: number): number[] {
    const { sites, kind, owner } = this.binding(binding)
    if (!this.rules.rebinds || sites.length === 1 || (owner >= 0 && kind !== 'parameter')) return sites
    const found: number[] = []
    for (const site of sites.toReversed()) {
      if (site > use || !this.#mayReach(site, use)) continue
      found.push(site)
      if (this.#isSure(site, use)) break
    }
    return found.length > 0 ? found : sites
  }

  #blockOf(use: number): number {
    return this.facts.uses[use * USE_WIDTH + UseField.block]!
  }

  #mayReach(site: number, use: number): boolean {
    const { blocks } = this.facts
    for (let block = this.#blockOf(site); block >= 0; block = blocks[block * BLOCK_WIDTH + 2]!) {
      if (use < blocks[block * BLOCK_WIDTH]!) return true
      if (use < blocks[block * BLOCK_WIDTH + 1]!) return false
    }
    return true
  }

  #isSure(site: number, use: number): boolean {
    const block = this.#blockOf(site)
    return block < 0 || use < this.facts.blocks[block * BLOCK_WIDTH]!
  }
}

/** `Server` of `Net::Server`. */
function lastPart(path: string): string {
  return path.slice(path.lastIndexOf(':') + 1)
}

function lengthOf(name: string): number {
  return writtenName(name).length
}
