import { defineRule, type RuleContext } from '../../define-rule.ts'
import type { LanguageId } from '../../facts.ts'
import type { SyntaxNode } from '../../syntax/node.ts'

// Runs, or is known, wherever it stands: declarations that are hoisted, clauses of the enclosing statement.
const ELSEWHERE =
  /comment|^(?:function_declaration|generator_function_declaration|local_function_statement|function_item|\w+_item|use_declaration|macro_definition|interface_declaration|type_alias_declaration|empty_statement|ambient_declaration|el(?:se|if|sif)\w*|rescue|ensure|finally_clause|heredoc\w*)$/
const HOISTED_LATE: ReadonlySet<LanguageId> = new Set(['php', 'c', 'cpp'])
// A label or a case may be jumped to, and the preprocessor may take the jump away.
const REACHED_OTHERWISE = /label|^preproc|^(?:switch_|case|default|expression_case)/
// In a shell these are commands like any other.
const SHELL_JUMP = /^(?:return|exit|break|continue)$/
const WRAPPERS = new Set(['expression_statement'])

// Offset up to which the file is known to be dead: jumps in there, and all that follow them, are part of one finding.
const deadUntil = new WeakMap<RuleContext, number>()

export default defineRule({
  id: 'correctness/unreachable-code',
  severity: 'warning',
  cwe: [561],
  docs: {
    what: 'Flags statements that follow a return, throw, break, continue or exit in the same block.',
    why: 'They never run: either they are left over, or the jump stands in the wrong place.',
    instead: 'Delete them, or move the jump behind them or into a condition.',
  },
  on: {
    jump: check,
    call(node, ctx) {
      if (ctx.language === 'bash' && SHELL_JUMP.test(ctx.callee(node))) check(node, ctx)
    },
  },
})

function check(node: SyntaxNode, ctx: RuleContext): void {
  // What the parser could not place may be what joins two statements.
  if (ctx.facts.syntaxErrors > 0) return
  if (node.startIndex < (deadUntil.get(ctx) ?? 0)) return
  const jump = statementOf(node)
  const block = jump.parent
  if (!block || !jump.nextNamedSibling || !ctx.is(block, 'block')) return
  const dead = deadAfter(jump, ctx)
  const [first] = dead
  if (!first) return
  // A generator is one because it holds `yield`, be it after the return.
  if (ctx.language === 'python' && dead.some((statement) => /\byield\b/.test(statement.text))) return
  if (dead.length === 1 && first.type === 'break_statement' && ctx.language !== 'python') return
  const last = dead.at(-1)!
  deadUntil.set(ctx, last.endIndex)
  const lines = last.endLine - first.line + 1
  const what = lines === 1 ? 'This line never runs' : `These ${lines} lines never run`
  ctx.report(
    { line: first.line, column: first.column, endLine: last.endLine, endColumn: last.endColumn },
    `${what}: \`${/^\w+/.exec(node.text)?.[0] ?? node.type}\` in line ${node.line} always leaves before`,
  )
}

function statementOf(node: SyntaxNode): SyntaxNode {
  const { parent } = node
  return parent && WRAPPERS.has(parent.type) && parent.startIndex === node.startIndex ? parent : node
}

/** What follows in the block up to a label, without what counts wherever it stands. */
function deadAfter(jump: SyntaxNode, ctx: RuleContext): SyntaxNode[] {
  const dead: SyntaxNode[] = []
  for (let node = jump.nextNamedSibling; node; node = node.nextNamedSibling) {
    if (REACHED_OTHERWISE.test(node.type)) break
    if (!isElsewhere(node, ctx.language)) dead.push(node)
  }
  return dead
}

function isElsewhere(node: SyntaxNode, language: LanguageId): boolean {
  const { type } = node
  if (ELSEWHERE.test(type) || node.text === ';') return true
  if (HOISTED_LATE.has(language) && /^(?:function|class|trait|interface|enum)_de(?:finition|claration)$/.test(type))
    return true
  return type === 'variable_declaration' && /^var\s+[\w$,\s]+;?$/.test(node.text)
}
