import { defineRule, type RuleContext } from '../../define-rule.ts'
import type { LanguageId } from '../../facts.ts'
import type { SyntaxNode } from '../../syntax/node.ts'
import { isConstant } from '../_constant.ts'
import { importedCallee } from '../_imported.ts'
import { evaluatesShellInput } from '../_shell.ts'

/** What runs text as code, by the full name of the callee. */
const EVALUATORS: Partial<Record<LanguageId, RegExp>> = {
  python: /^(?:builtins\.|__builtins__\.)?(?:eval|exec)$/,
  javascript: /^(?:(?:window|globalThis|global|self)\.)?(?:eval|Function)$|^\(0,eval\)$/,
  php: /^(?:eval|create_function)$/,
  ruby: /^(?:(?:Kernel|binding)\.)?eval$|(?:^|\.)(?:instance|class|module)_eval$/,
  java: /(?:[eE]ngine|[sS]cripts?)\.eval$/,
  csharp: /^CSharpScript\.(?:EvaluateAsync|RunAsync|Create)$/,
  bash: /^eval$/,
}
const TIMER = /^(?:(?:window|globalThis)\.)?set(?:Timeout|Interval)$/
const BUILT_TEXT = new Set(['binary_expression', 'template_string'])

export default defineRule({
  id: 'security/eval-call',
  severity: 'error',
  cwe: [95],
  docs: {
    what: 'Flags a call that runs a text which is not a constant as code.',
    why: 'Whoever can put something into the text runs code of their own with the rights of the program.',
    instead:
      'Parse the text (`JSON.parse`, `ast.literal_eval`), or look the wanted function up in a table by its name.',
  },
  languages: ['python', 'javascript', 'typescript', 'tsx', 'php', 'ruby', 'java', 'csharp', 'bash'],
  mentions: /eval|exec|Function|setTimeout|setInterval|EvaluateAsync|RunAsync|Script\.Create/,
  skips: ['test', 'generated'],
  on: {
    call(node, ctx) {
      const callee = importedCallee(ctx.callee(node), ctx)
      const timer = isScript(ctx.language) && TIMER.test(callee)
      if (!timer && !evaluators(ctx.language)?.test(callee)) return
      const code = codeArgument(node, callee, ctx)
      if (!code) return
      if (timer ? !BUILT_TEXT.has(code.type) || isConstant(code) : isHarmless(code, ctx)) return
      if (isRedefined(callee, ctx)) return
      ctx.report(
        ctx.field(node, 'callee') ?? node,
        `\`${lastName(callee)}\` runs a text as code, and the text is not a constant`,
      )
    },
  },
})

function isScript(language: LanguageId): boolean {
  return language === 'javascript' || language === 'typescript' || language === 'tsx'
}

function evaluators(language: LanguageId): RegExp | undefined {
  return EVALUATORS[isScript(language) ? 'javascript' : language]
}

// The body of `new Function` comes last, after the names of the parameters.
function codeArgument(node: SyntaxNode, callee: string, ctx: RuleContext): SyntaxNode | undefined {
  const given = ctx.arguments(node)
  return /Function$|create_function$/.test(callee) ? given.at(-1) : given[0]
}

function isHarmless(code: SyntaxNode, ctx: RuleContext): boolean {
  if (ctx.language === 'bash') return !evaluatesShellInput(code.parent?.text ?? code.text, ctx.source)
  if (code.type === 'block_argument' || code.type === 'splat_argument') return true
  if (ctx.language === 'ruby' && isMethodTemplate(code, ctx)) return true
  return isConstant(code)
}

// `class_eval "def #{name}…", __FILE__, __LINE__` writes out methods that stand in the source all the same.
function isMethodTemplate(code: SyntaxNode, ctx: RuleContext): boolean {
  if (!ctx.is(code, 'string') && code.type !== 'heredoc_beginning') return false
  const call = code.parent?.parent
  const text = code.type === 'heredoc_beginning' ? ctx.source.slice(code.endIndex, code.endIndex + 1000) : code.text
  return call != null && /_eval$/.test(ctx.callee(call)) && /\bdef\s|\balias(?:_method)?\s|\battr_/.test(text)
}

function isRedefined(callee: string, ctx: RuleContext): boolean {
  return (
    ctx.facts.imports.some((fact) => fact.names.includes(callee)) ||
    ctx.facts.functions.some((fn) => fn.name === callee && !fn.container)
  )
}

function lastName(callee: string): string {
  return callee.slice(Math.max(callee.lastIndexOf('.'), callee.lastIndexOf(',')) + 1).replace(')', '')
}
