import { type BindingFact, CALLED, Unbound, VARIABLE } from '../bindings.ts'
import type { BindingRules } from '../define-bindings.ts'
import type { Parts } from './bind-parts.ts'
import { classAround, type Scope } from './bind-scopes.ts'

interface Names {
  rules: BindingRules
  bindings: readonly BindingFact[]
  parts: readonly Parts[]
  name: string
}

/** The binding that a name means where it stands at a row; `Unbound.free` for what nothing in the file binds. */
export function lookUp(
  { rules, bindings, parts, name }: Names,
  { id, from, row }: { id: number; from: Scope; row: number },
): number {
  const { sequential = false, membersInScope } = rules
  const variable = name.startsWith(VARIABLE)
  const within = membersInScope instanceof RegExp ? membersInScope : null
  // What the class around has of it comes before what the file has.
  const member = within !== null && name.startsWith(CALLED) && classAround(from) >= 0
  if (member) return Unbound.free
  let inFunction = false
  for (let at: Scope | null = from; at; at = at.parent) {
    const scope: Scope = at.elsewhere?.get(id) ?? at
    const isSeen =
      membersInScope === 'methods' || (membersInScope === 'body' && !inFunction) || variable || within?.test(name)
    const all = scope.kind !== 'class' || isSeen
    const list =
      all || bindings[scope.binding]?.kind === 'namespace' ? scope.names.get(id) : ownParameters(bindings, scope, id)
    if (list) {
      const ordered = sequential && scope.kind !== 'file' && scope.kind !== 'class'
      const found = ordered
        ? list.findLast((each) => parts[each]!.from <= row)
        : // What is set where an import fails is a substitute.
          (list.findLast((each) => bindings[each]!.from) ?? list.at(-1))
      if (found !== undefined) return found
    }
    if (scope.kind === 'function') inFunction = true
    if (scope.kind === 'class' && variable) return Unbound.free
    if (scope.kind === 'closed') {
      inFunction = true
      if (variable) return Unbound.free
    }
  }
  return Unbound.free
}

/** A class's parameters are types that its methods see, whatever they see of its members. */
function ownParameters(bindings: readonly BindingFact[], { names }: Scope, id: number): number[] | undefined {
  return names.get(id)?.filter((binding) => bindings[binding]!.kind === 'parameter')
}
