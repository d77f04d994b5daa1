import { defineRule, type RuleContext } from '../../define-rule.ts'
import type { SyntaxNode } from '../../syntax/node.ts'

const NOTHING = new Set(['pass_statement', 'empty_statement', 'ellipsis'])
// A name that says that the exception is left alone on purpose.
const ON_PURPOSE = /^\$?(?:_+|ignored?\w*|expected\w*|unused\w*|swallow\w*)$/i
const BROAD = /\b(?:Base)?Exception\b(?!\w)/

export default defineRule({
  id: 'correctness/empty-catch',
  severity: 'warning',
  cwe: [390],
  docs: {
    what: 'Flags a handler that drops an exception without doing or saying anything.',
    why: 'The failure shows up later, somewhere else, and nothing tells where it began.',
    instead: 'Handle it, log it, let it pass on, or say in a comment why it may be dropped.',
  },
  skips: ['test', 'generated'],
  on: {
    catch(node, ctx) {
      const body = ctx.field(node, 'body') ?? node.namedChildren.find((child) => ctx.is(child, 'block')) ?? null
      if (!isEmpty(node, body, ctx)) return
      if (!isBroad(node, ctx)) return
      const name = caughtName(node)
      if (ON_PURPOSE.test(name) || isPhrase(name)) return
      ctx.report(node, 'The exception is dropped: nothing handles, logs or explains it')
    },
    file(ctx) {
      if (ctx.language !== 'go') return
      // Go has no exceptions; an error that is asked for and then dropped is the same mistake.
      for (const match of ctx.source.matchAll(/\berr != nil \{\s*\}/g)) {
        const node = ctx.nodeAt(match.index)
        if (node?.type === 'identifier') ctx.report(node, 'The error is dropped: nothing handles, logs or explains it')
      }
    },
  },
})

function isEmpty(node: SyntaxNode, body: SyntaxNode | null, ctx: RuleContext): boolean {
  if (body && ctx.statements(body).some((statement) => !isNothing(statement, ctx))) return false
  // A comment anywhere from the head to the next clause explains.
  return !explains(node, ctx)
}

// What is caught by its type and goes on with the next one has been thought of; Python's broad clauses catch anything.
function isNothing(statement: SyntaxNode, { language }: RuleContext): boolean {
  if (language === 'python' && statement.type === 'continue_statement') return true
  return NOTHING.has(statement.type) || statement.text === '...'
}

function explains(node: SyntaxNode, ctx: RuleContext): boolean {
  const { source } = ctx
  const lineEnd = source.indexOf('\n', node.endIndex)
  const text = source.slice(node.startIndex, lineEnd < 0 ? source.length : lineEnd)
  return ctx.language === 'python' || ctx.language === 'ruby' || ctx.language === 'bash'
    ? text.includes('#')
    : /\/\/|\/\*|#/.test(text)
}

// `except KeyError: pass` says by its type what may be dropped; a bare one drops a typing error as well.
function isBroad(node: SyntaxNode, { language }: RuleContext): boolean {
  const [head = ''] = /^[^\n:]*(?:::[^\n:]*)*/.exec(node.text) ?? []
  if (language === 'python') return head.trim() === 'except' || BROAD.test(head)
  if (language === 'ruby') return /^rescue\s*(?:=>|$|.*\b(?:StandardError|Exception)\b)/.test(head)
  return true
}

// `catch (SecurityException tryReflectionInstead)` says what happens then.
function isPhrase(name: string): boolean {
  return !/(?:exception|error|err)$/i.test(name) && name.split(/(?=[A-Z])/).length >= 3
}

function caughtName(node: SyntaxNode): string {
  const head = /^[^{]{0,400}/.exec(node.text)?.[0] ?? ''
  return /([$\w]+)\s*\)\s*$/.exec(head)?.[1] ?? ''
}
