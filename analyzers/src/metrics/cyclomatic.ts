import type { FlatTree } from '../syntax/flat-tree.ts'
import { Role } from '../syntax/grammar.ts'

/**
 * Decision points that one node adds to McCabe's complexity ("A Complexity Measure", 1976), which is 1 + all of them.
 * What decides is the language's list, kept to what lizard counts for it.
 */
export function decisionPoints(tree: FlatTree, row: number, role: number, roles: Uint32Array): number {
  if (role & Role.decision) return 1
  if (role & Role.alternative) return isFirst(tree, row) ? 0 : 1
  return role & Role.logical && isLogicalOperator(tree, row, roles) ? 1 : 0
}

function isFirst({ types, parents, nexts }: FlatTree, row: number): boolean {
  for (let i = parents[row]! + 1; i < row; i = nexts[i]!) if (types[i] === types[row]) return false
  return true
}

// Not the `&&` of a C++ reference, and not one in the condition of `#if`, which the program never evaluates.
function isLogicalOperator({ types, parents, names }: FlatTree, row: number, roles: Uint32Array): boolean {
  let outer = parents[row]!
  if ((roles[types[outer]!]! & Role.logicalParent) === 0) return false
  while (roles[types[outer]!]! & Role.logicalParent && outer > 0) outer = parents[outer]!
  return !names[types[outer]!]!.startsWith('preproc_')
}
