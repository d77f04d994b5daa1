import { defineRule, type RuleContext } from '../../define-rule.ts'
import type { FunctionFact } from '../../facts.ts'

export const LIMITS = {
  /** Lines of code; comments, blank lines, rows of data and the functions inside do not count. */
  codeLines: 80,
}

const DATA_ROW =
  /^\s*(?:[[\](){}]+[,;]?|["'`\d[{(-].*[,[({]|["'`\w-]+\s*(?::|=>|=)\s*["'`\d[{(].*[,[({])\s*(?:(?:\/\/|#).*)?$/

export default defineRule({
  id: 'maintainability/long-function',
  severity: 'info',
  cwe: [1080],
  docs: {
    what: 'Flags a function with more lines of code than fit on a screen or two.',
    why: 'A long function does several things; none of them has a name, a test or a place where it can be used again.',
    instead: 'Give each step a function of its own, and data a table outside.',
  },
  skips: ['test', 'generated'],
  on: {
    file(ctx) {
      if (!ctx.facts.functions.some((fn) => fn.codeLines > LIMITS.codeLines)) return
      for (const [fn, lines] of ownLines(ctx.facts.functions)) {
        // Without a name it is a module's wrapper, or the body of a suite.
        if (fn.name === '(anonymous)') continue
        if (lines <= LIMITS.codeLines || lines - dataRows(fn, ctx) <= LIMITS.codeLines) continue
        ctx.report({ line: fn.line }, `\`${fn.name}\` has ${lines} lines of code (limit ${LIMITS.codeLines})`)
      }
    },
  },
})

/** Code lines of each function without those of the functions in it. */
function ownLines(functions: readonly FunctionFact[]): Map<FunctionFact, number> {
  const own = new Map<FunctionFact, number>()
  const open: FunctionFact[] = []
  for (const fn of [...functions].sort((a, b) => a.line - b.line || b.endLine - a.endLine)) {
    while (open.length > 0 && open.at(-1)!.endLine < fn.line) open.pop()
    const outer = open.at(-1)
    if (outer) own.set(outer, own.get(outer)! - fn.codeLines)
    own.set(fn, fn.codeLines)
    open.push(fn)
  }
  return own
}

function dataRows(fn: FunctionFact, ctx: RuleContext): number {
  let rows = 0
  for (let line = fn.line + 1; line < fn.endLine; line++) if (DATA_ROW.test(ctx.line(line))) rows++
  return rows
}
