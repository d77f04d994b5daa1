import type { Bound, ScopeKind } from '../define-bindings.ts'

export interface Scope {
  kind: ScopeKind | 'file'
  parent: Scope | null
  /** Row after its last. */
  end: number
  /** Name → its bindings, in the order of the file. */
  names: Map<number, number[]>
  /** Reached by a receiver only. */
  members: Map<number, number[]> | null
  /** Names that are those of another scope. */
  elsewhere: Map<number, Scope> | null
  /** Of a class or a function: its own. */
  binding: number
}

export function newScope(kind: Scope['kind'], parent: Scope | null, end: number): Scope {
  return { kind, parent, end, names: new Map(), members: null, elsewhere: null, binding: -1 }
}

/** The scope that a name is bound in; null for one that binds nothing, `none` for one that others alone see. */
export function scopeFor(
  { scope: where = 'here', name }: Bound,
  id: number,
  from: Scope,
  file: Scope,
): Scope | null | 'none' {
  let scope = from
  switch (where) {
    case 'here':
    case 'inside':
      break
    case 'none':
      return 'none'
    case 'outer':
      scope = scope.parent ?? scope
      break
    case 'file':
      scope = file
      break
    case 'members':
      while (scope.kind !== 'class' && scope.parent) scope = scope.parent
      return scope.kind === 'class' ? scope : null
    case 'global':
    case 'nonlocal': {
      const around = where === 'global' ? file : functionWith(id, scope.parent)
      scope.elsewhere ??= new Map()
      if (around) scope.elsewhere.set(id, around)
      return null
    }
    case 'known':
      for (let at: Scope | null = scope; at; at = at.kind === 'block' ? at.parent : null) {
        if (at.names.has(id)) return at
      }
      return scope
    case 'function':
      while (scope.kind === 'block' && scope.parent) scope = scope.parent
      break
    default: {
      const never: never = where
      throw new Error(`expected a scope for the name at row ${name}, got ${String(never)}`)
    }
  }
  return scope.elsewhere?.get(id) ?? scope
}

/** The innermost class around; -1 outside of one. */
export function classAround(from: Scope): number {
  for (let scope: Scope | null = from; scope; scope = scope.parent) if (scope.kind === 'class') return scope.binding
  return -1
}

function functionWith(id: number, from: Scope | null): Scope | null {
  for (let scope = from; scope?.parent; scope = scope.parent) {
    if (scope.kind !== 'class' && scope.names.has(id)) return scope
  }
  return null
}
