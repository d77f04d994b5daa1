import { defineRule, type RuleContext } from '../../define-rule.ts'

// `!=` is left out: a value that differs from itself is how a NaN is found. In JavaScript `value === value` is used for it too.
const OPERATOR = / (?:===?|[<>]=?) /g
const OPERAND = /[\w$][\w$.\->[\]'"]*/y
const NOT_NAN = /^ ===? $/
const LONGEST_OPERATOR = ' === '.length
const COMPARISON = /^(?:binary_expression|comparison_operator|binary|binary_operator)$/

export default defineRule({
  id: 'correctness/self-comparison',
  severity: 'error',
  cwe: [570, 571],
  docs: {
    what: 'Flags a comparison of a value with itself.',
    why: 'The outcome is always the same; one side was meant to be something else.',
    instead: 'Compare with the other value, or leave the condition out.',
  },
  languages: ['python', 'javascript', 'typescript', 'tsx', 'go', 'java', 'c', 'cpp', 'csharp', 'php', 'ruby', 'rust'],
  skips: ['test', 'generated'],
  on: {
    file(ctx) {
      for (const match of ctx.source.matchAll(OPERATOR)) {
        const right = operandAt(ctx.source, match.index + match[0].length)
        if (right === '' || !/[A-Za-z_$]/.test(right) || !ctx.source.startsWith(right, match.index - right.length))
          continue
        if (NOT_NAN.test(match[0]) && /^[\w$]+$/.test(right) && /script|tsx/.test(ctx.language)) continue
        if (comparesItself(match.index + 1, right, ctx)) {
          const { parent } = ctx.nodeAt(match.index + 1)
          ctx.report(parent!, `\`${right}\` is compared with itself`)
        }
      }
    },
  },
})

function operandAt(source: string, at: number): string {
  OPERAND.lastIndex = at
  return OPERAND.exec(source)?.[0] ?? ''
}

function comparesItself(operator: number, operand: string, ctx: RuleContext): boolean {
  const { parent } = ctx.nodeAt(operator)
  if (!parent || !COMPARISON.test(parent.type)) return false
  // More than the two sides and an operator: it is a chain, or the operand is a part of a side.
  if (parent.endIndex - parent.startIndex > 2 * operand.length + LONGEST_OPERATOR) return false
  const sides = parent.namedChildren
  return sides.length === 2 && sides[0]!.text === operand && sides[1]!.text === operand
}
