import { Role } from '../syntax/grammar.ts'

const STRUCTURES = Role.branch | Role.loop | Role.switch | Role.catch

/** Whether a node is a control structure, one level of nesting. An `else if` stays on the level of its `if`. */
export function isControlStructure(role: number, isElseIf: boolean): boolean {
  return (role & STRUCTURES) !== 0 && !isElseIf
}
