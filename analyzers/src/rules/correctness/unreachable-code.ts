import { defineRule, type RuleContext } from '../../define-rule.ts'
import type { LanguageId } from '../../facts.ts'
import type { SyntaxNode } from '../../syntax/node.ts'

// Runs, or is known, wherever it stands: declarations that are hoisted, clauses of the enclosing statement.
const ELSEWHERE =
  /comment|^(?:function_declaration|generator_function_declaration|local_function_statement|function_item|\w+_item|use_declaration|text|text_interpolation|macro_definition|interface_declaration|type_alias_declaration|empty_statement|ambient_declaration|el(?:se|if|sif)\w*|rescue|ensure|finally_clause|heredoc\w*)$/
const HOISTED_LATE: ReadonlySet<LanguageId> = new Set(['php', 'c', 'cpp'])
// A label or a case may be jumped to, and the preprocessor may take the jump away.
const REACHED_OTHERWISE = /label|^preproc|^(?:switch_|case|default|expression_case)/
/** Calls that never come back; the first group is what the finding names. In a shell a jump is a command like any other. */
const LEAVING_CALLS: Partial<Record<LanguageId, RegExp>> = {
  bash: /(?<![\w$-])(return|exit|break|continue)(?![\w-])/g,
  python: /(?<![\w.])(sys\.exit|os\._exit)\(/g,
  javascript: /(?<![\w.])(process\.exit)\(/g,
  go: /(?<![\w.])(os\.Exit|panic|log\.(?:Fatal|Panic)(?:f|ln)?)\(/g,
  rust: /(?<![\w.:])(panic!|unreachable!|(?:std::)?process::exit)\(/g,
  c: /(?<![\w.>])(exit|_exit|abort)\(/g,
  java: /(?<![\w.])(System\.exit)\(/g,
  csharp: /(?<![\w.])(Environment\.(?:Exit|FailFast))\(/g,
  php: /(?<![\w$>:])(die)\(/g,
  ruby: /(?<![\w.:@$])(raise|abort|exit)(?![\w?!:=])/g,
}
const SAME_CALLS: Partial<Record<LanguageId, LanguageId>> = { typescript: 'javascript', tsx: 'javascript', cpp: 'c' }
// From the name of a call up to the statement that it is.
const CALL_PART =
  /identifier|attribute|member_expression|call|invocation|command|scoped|selector|method|^expression_statement$/
const WRAPPERS = new Set(['expression_statement'])
// Compilers that know nothing of the call before ask for it.
const ONLY_FOR_COMPILER = /^(?:return|break|continue|throw|yield|panic|unreachable|assert)\b/

// Spans of the file that are known to be dead: jumps in there, and all that follow them, are part of one finding.
const deadSpans = new WeakMap<RuleContext, [start: number, end: number][]>()

export default defineRule({
  id: 'correctness/unreachable-code',
  severity: 'warning',
  cwe: [561],
  docs: {
    what: 'Flags statements that follow a return, throw, break, continue or a call that never comes back in the same block.',
    why: 'They never run: either they are left over, or the jump stands in the wrong place.',
    instead: 'Delete them, or move the jump behind them or into a condition.',
  },
  skips: ['generated'],
  on: {
    jump: check,
    file(ctx) {
      const leaving = LEAVING_CALLS[SAME_CALLS[ctx.language] ?? ctx.language]
      if (!leaving || ctx.facts.syntaxErrors > 0) return
      for (const match of ctx.source.matchAll(leaving)) {
        const call = callAt(match.index, match[1]!, ctx)
        if (call) check(call, ctx, true)
      }
    },
  },
})

function check(node: SyntaxNode, ctx: RuleContext, isCall = false): void {
  // What the parser could not place may be what joins two statements.
  if (ctx.facts.syntaxErrors > 0) return
  const spans = deadSpans.get(ctx) ?? []
  if (spans.some(([start, end]) => node.startIndex >= start && node.startIndex < end)) return
  const jump = statementOf(node)
  const block = jump.parent
  if (!block || !jump.nextNamedSibling || !ctx.is(block, 'block')) return
  // `#[cfg(…)] return …` may not be compiled at all.
  if (ctx.language === 'rust' && jump.previousNamedSibling?.type === 'attribute_item') return
  const dead = deadAfter(jump, ctx)
  const [first] = dead
  if (!first) return
  // A generator is one because it holds `yield`, be it after the return.
  if (ctx.language === 'python' && dead.some((statement) => /\byield\b/.test(statement.text))) return
  if (dead.length === 1 && first.type === 'break_statement' && ctx.language !== 'python') return
  if (isCall && dead.length === 1 && ONLY_FOR_COMPILER.test(first.text)) return
  const last = dead.at(-1)!
  deadSpans.set(ctx, [...spans, [first.startIndex, last.endIndex]])
  const lines = last.endLine - first.line + 1
  const what = lines === 1 ? 'This line never runs' : `These ${lines} lines never run`
  ctx.report(
    { line: first.line, column: first.column, endLine: last.endLine, endColumn: last.endColumn },
    `${what}: \`${/^[\w.!:]+/.exec(node.text)?.[0] ?? node.type}\` in line ${node.line} always leaves before`,
  )
}

/** The whole call whose name stands at an offset, or null where that is a part of something else. */
function callAt(offset: number, name: string, ctx: RuleContext): SyntaxNode | null {
  let node = ctx.nodeAt(offset)
  if (ctx.is(node, 'comment') || ctx.is(node, 'string')) return null
  if (!ctx.source.startsWith(name, node.startIndex)) return null
  while (node.parent && node.parent.startIndex === node.startIndex && CALL_PART.test(node.parent.type)) {
    if (ctx.is(node.parent, 'block')) break
    node = node.parent
  }
  return node
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
  // Behind `:` stands the documentation of a shell script.
  if (ELSEWHERE.test(type) || node.text === ';' || (language === 'bash' && /^:(?:\s|$)/.test(node.text))) return true
  if (HOISTED_LATE.has(language) && /^(?:function|class|trait|interface|enum)_de(?:finition|claration)$/.test(type))
    return true
  return type === 'variable_declaration' && /^var\s+[\w$,\s]+;?$/.test(node.text)
}
