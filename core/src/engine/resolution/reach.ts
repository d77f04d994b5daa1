import type { LoadedFile } from './loaded-file.ts'
import type { ModuleIndex } from './module-index.ts'
import type { Definition, Known, NamedDefinition, Resolution } from './resolution.ts'

/** What the resolver finds out of expressions and members. */
export interface Reach {
  value(file: LoadedFile, expression: number, steps: number): Promise<Known>
  member(of: Definition, name: string, steps: number): Promise<Resolution>
}

/** What the resolver asks for. */
export interface ResolverWorld {
  load(path: string): Promise<LoadedFile | null>
  modules: ModuleIndex
  /** All definitions of a name in the languages that share names with `language`. */
  named(name: string, language: string): Promise<NamedDefinition[]>
}
