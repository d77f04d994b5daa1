import type { FlatTree } from '../syntax/flat-tree.ts'
import { type Grammar, Role } from '../syntax/grammar.ts'

const STRUCTURAL = Role.branch | Role.loop | Role.switch | Role.catch | Role.ternary
const NESTING = STRUCTURAL | Role.lambda
const OWNERS_OF_ELSE = Role.branch | Role.elseIf | Role.loop

/**
 * What one node adds to Cognitive Complexity (G. Ann Campbell, "Cognitive Complexity: a new way of measuring
 * understandability", SonarSource 2018): structures add 1 and their nesting, `else`, `else if`, each sequence of like
 * boolean operators and each jump to a label add 1. Operators for a missing value (`??`, `?.`) add nothing, nor do comprehensions.
 * Recursion is added by the caller, once a function.
 */
export function cognitiveIncrement(
  tree: FlatTree,
  row: number,
  role: number,
  { roles, labels }: Grammar,
  level: number,
): number {
  if (role & STRUCTURAL) return role & Role.branch && isElseIf(tree, row, roles) ? 1 : 1 + level
  if (role & Role.elseIf) return 1
  if (role & Role.labelled) return hasLabel(tree, row, labels) ? 1 : 0
  if (role & Role.else) return isPlainElse(tree, row, roles) ? 1 : 0
  return role & Role.logical && startsSequence(tree, row, roles) ? 1 : 0
}

/** Whether what is inside the node is nested one level deeper. */
export function nestsDeeper(role: number, elseIf: boolean): boolean {
  return (role & NESTING) !== 0 && !elseIf
}

/** Whether an `if` is the alternative of another `if`: then the row before it is the `else`. */
export function isElseIf({ types }: FlatTree, row: number, roles: Uint32Array): boolean {
  return row > 0 && (roles[types[row - 1]!]! & Role.else) !== 0
}

function hasLabel({ types, nexts }: FlatTree, row: number, labels: Uint8Array | null): boolean {
  if (labels === null) return true
  for (let i = row + 1; i < nexts[row]!; i = nexts[i]!) if (labels[types[i]!] === 1) return true
  return false
}

// An `else` before an `if` is counted with that `if`; the `else` of a `try` or a `switch` is not counted at all.
function isPlainElse({ types, parents, count }: FlatTree, row: number, roles: Uint32Array): boolean {
  if (row + 1 < count && roles[types[row + 1]!]! & Role.branch) return false
  const parent = parents[row]!
  if (roles[types[parent]!]! & OWNERS_OF_ELSE) return true
  return parent === row - 1 && (roles[types[parents[parent]!]!]! & OWNERS_OF_ELSE) !== 0
}

// `a and b and c` is parsed as `(a and b) and c`: only the outermost of like operators begins a sequence.
function startsSequence(tree: FlatTree, row: number, roles: Uint32Array): boolean {
  const { types, parents, nexts, names } = tree
  const expression = parents[row]!
  if ((roles[types[expression]!]! & Role.logicalParent) === 0) return false
  let outer = parents[expression]!
  while (names[types[outer]!]!.startsWith('parenthesized')) outer = parents[outer]!
  if ((roles[types[outer]!]! & Role.logicalParent) === 0) return true
  for (let i = outer + 1; i < nexts[outer]!; i = nexts[i]!) {
    if (roles[types[i]!]! & Role.logical) return types[i] !== types[row]
  }
  return true
}
