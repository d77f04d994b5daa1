import type { BindingFact } from '../bindings.ts'
import type { Bound } from '../define-bindings.ts'

/** Rows of what a binding is made of, whose expressions are told when all uses are known. */
export interface Parts {
  value: number
  type: number
  bases: number[]
  owner: number
  handed: Bound['handed']
  /** Row behind which it is bound, in a language where that matters. */
  from: number
}

export function newBinding(name: string, kind: BindingFact['kind']): BindingFact {
  const none = { owner: -1, position: -1, ownerName: null, own: false, top: false, value: -1, type: -1, from: null }
  return { name, kind, sites: [], bases: [], ...none }
}
