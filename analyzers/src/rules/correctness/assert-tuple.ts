import { defineRule } from '../../define-rule.ts'

export default defineRule({
  id: 'correctness/assert-tuple',
  severity: 'error',
  cwe: [571],
  docs: {
    what: 'Flags an assertion whose condition is a tuple.',
    why: 'A tuple that holds something is always true, so the assertion never fails.',
    instead: 'Leave the parentheses out: `assert condition, message`.',
  },
  languages: ['python'],
  on: {
    file(ctx) {
      for (const match of ctx.source.matchAll(/\bassert[ \t]*\(/g)) {
        const { parent: statement } = ctx.nodeAt(match.index)
        if (statement?.type !== 'assert_statement' || statement.startIndex !== match.index) continue
        const [condition, message] = statement.namedChildren
        if (condition?.type !== 'tuple' || message || condition.namedChildren.length === 0) continue
        ctx.report(condition, 'This assertion never fails: a tuple that is not empty is true')
      }
    },
  },
})
