import { Expression } from '@tlc/analyzers/bindings'
import type { LoadedFile } from './loaded-file.ts'
import { added, type Definition, found, type Resolution } from './resolution.ts'

/** Classes around one another that are looked into. */
const MOST_LEVELS = 24

/** What the classes around have of a name that is seen in all that is within them, the innermost first; null for no such. */
export async function memberAround(
  { file, name, receiver }: { file: LoadedFile; name: string; receiver: number },
  scattered: (of: Definition) => Promise<Definition[]>,
): Promise<Resolution | null> {
  const { membersInScope } = file.rules
  const { operation, operand } = file.expression(receiver)
  const isAround = operation === Expression.self || operation === Expression.own
  if (!(membersInScope instanceof RegExp) || !membersInScope.test(name) || !isAround) return null
  let binding = operand
  for (let level = 0; binding >= 0 && level < MOST_LEVELS; level++) {
    const own = file.member(binding, name)
    if (own.length > 0) return found(own.map((each) => ({ file, binding: each })))
    const elsewhere = await scattered({ file, binding })
    if (elsewhere.length > 0) return added({ file, binding }, elsewhere)
    binding = file.binding(binding).owner
  }
  return null
}
