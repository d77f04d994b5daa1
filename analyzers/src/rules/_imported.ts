import type { RuleContext } from '../define-rule.ts'

const FIRST_NAME = /^[A-Za-z_]\w*/

/**
 * What a callee of Python is called where it comes from: `subprocess.run` for `sp.run` after `import subprocess as sp`, and
 * for `run` after `from subprocess import run`. Any other name comes back as it is.
 */
export function importedCallee(callee: string, ctx: RuleContext): string {
  if (ctx.language !== 'python') return callee
  const [first] = FIRST_NAME.exec(callee) ?? []
  const fact = first === undefined ? undefined : ctx.facts.imports.find(({ names }) => names.includes(first))
  if (first === undefined || !fact || fact.module.startsWith('.')) return callee
  const rest = callee.slice(first.length)
  const statement = statementText(fact.line, ctx)
  const original = new RegExp(`([\\w.]+)\\s+as\\s+${first}\\b`).exec(statement)?.[1] ?? first
  if (/^\s*from\b/.test(statement)) return `${fact.module}.${original}${rest}`
  return original + rest
}

/** The line on which an import begins, with those that its parentheses hold. */
function statementText(line: number, ctx: RuleContext): string {
  let text = ctx.line(line)
  for (let next = line + 1; text.includes('(') && !text.includes(')') && next < line + 200; next++)
    text += ctx.line(next)
  return text
}
