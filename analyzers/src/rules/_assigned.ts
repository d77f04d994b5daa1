import type { RuleContext } from '../define-rule.ts'
import type { SyntaxNode } from '../syntax/node.ts'

const NAME = /^[$@]?[A-Za-z_]\w*$/

/**
 * The expression that a plain name was last given before a node of the same function, or null. A name that is added to in
 * between has no single value.
 */
export function valueBefore(name: SyntaxNode, ctx: RuleContext): SyntaxNode | null {
  const { text, line, startIndex } = name
  if (!NAME.test(text)) return null
  const fn = ctx.facts.functions.findLast((each) => each.line <= line && each.endLine >= line)
  const from = name.tree.lineStarts[(fn?.line ?? 1) - 1] ?? 0
  const before = ctx.source.slice(from, startIndex)
  const assigned = new RegExp(
    `(?<![\\w.$@>-])${text.replace(/\$/g, '\\$')}(?:\\s*:\\s*[\\w.<>]+)?\\s*(:?=(?![=>])|\\+=|\\.=)[ \\t]*\\(?\\s*`,
    'g',
  )
  const last = [...before.matchAll(assigned)].at(-1)
  if (!last || !/^:?=$/.test(last[1]!)) return null
  const value = ctx.nodeAt(from + last.index + last[0].length)
  return outermostAt(value, ctx)
}

/** The largest expression that begins where a node begins. */
function outermostAt(node: SyntaxNode, ctx: RuleContext): SyntaxNode | null {
  let found = node
  for (let outer = node.parent; outer && outer.startIndex === node.startIndex; outer = outer.parent) {
    if (ctx.is(outer, 'block') || ctx.is(outer, 'assignment') || /statement|declaration|_list$/.test(outer.type)) break
    found = outer
  }
  return found
}
