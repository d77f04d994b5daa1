import type { LoadedFile } from './loaded-file.ts'
import type { Definition, Known, Resolution } from './resolution.ts'

/** What the resolver finds out of expressions and members. */
export interface Reach {
  value(file: LoadedFile, expression: number, steps: number): Promise<Known>
  member(of: Definition, name: string, steps: number): Promise<Resolution>
}
