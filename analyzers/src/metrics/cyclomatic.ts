import { Role } from '../syntax/grammar.ts'

/**
 * Decision points that one node adds to McCabe's complexity ("A Complexity Measure", 1976), which is 1 + all of them.
 * What decides is the language's list, kept to what lizard counts for it.
 *
 * @param role of the node
 * @param parentRole of its parent: an operator counts only inside an expression, not as the `&&` of a C++ reference
 */
export function decisionPoints(role: number, parentRole: number): number {
  if (role & Role.decision) return 1
  return role & Role.logical && parentRole & Role.logicalParent ? 1 : 0
}
