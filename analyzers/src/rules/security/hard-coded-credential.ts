import { defineRule, type RuleContext } from '../../define-rule.ts'
import { credentialKind, isCredentialValue, isSampleToken, KNOWN_TOKEN, SECRET_WORD } from '../_credential.ts'
import { isTestPath } from '../_paths.ts'

// After the name: its closing quote or bracket, a type, what assigns, and the opening quote of the value.
const ASSIGNED = /["'\]]{0,2}[ \t]*(?::[ \t]*[&\w.]+(?=[ \t]*=))?[ \t]*(?:=>?|:=?|\(|,)[ \t]*[@$brRB]{0,2}(["'`])/y
const ASSIGNED_BARE = /=()(?=[\w+/.=-]{8,}(?:\s|$))/y

export default defineRule({
  id: 'security/hard-coded-credential',
  severity: 'error',
  cwe: [798],
  docs: {
    what: 'Flags a password, key or token that is written into the source.',
    why: 'Whoever may read the source or its history may use it, and it cannot be changed without a new release.',
    instead: 'Read it from the environment or a secret store, and revoke the one that was committed.',
  },
  on: {
    file(ctx) {
      if (isTestPath(ctx.path)) return
      const reported = new Set<number>()
      for (const match of ctx.source.matchAll(KNOWN_TOKEN)) {
        if (!isSampleToken(match[0])) report(match.index, 'This looks like a real key or token', ctx, reported)
      }
      for (const match of ctx.source.matchAll(SECRET_WORD)) {
        const found = assignedLiteral(match.index, match[0].length, ctx)
        if (found)
          report(found.value, `\`${found.name}\` holds a secret that is written into the source`, ctx, reported)
      }
    },
  },
})

/** The name around a word at an offset, and the offset of the literal that it is given. */
function assignedLiteral(
  at: number,
  length: number,
  { source, language }: RuleContext,
): { name: string; value: number } | null {
  let start = at
  while (/[\w-]/.test(source[start - 1] ?? '')) start--
  let end = at + length
  while (/[\w-]/.test(source[end] ?? '')) end++
  const name = source.slice(start, end)
  const kind = credentialKind(name)
  const opening =
    kind && (matchAt(ASSIGNED, source, end) ?? (language === 'bash' ? matchAt(ASSIGNED_BARE, source, end) : null))
  if (!kind || !opening || !assigns(opening[0], name, source.slice(Math.max(0, start - 12), start))) return null
  const from = end + opening[0].length
  const value = literal(source, from, opening[1] ?? '')
  if (value === null || !isCredentialValue(value, kind)) return null
  // A part of an expression, or one of several types, is not the value itself.
  if (/^["'`]?[ \t]*(?:\.\w|%|\+|\|)/.test(source.slice(from + value.length, from + value.length + 12))) return null
  return { name, value: from }
}

/** `setPassword("…")` and `define("PASSWORD", "…")` assign; other calls with such a name look it up. */
function assigns(operator: string, name: string, before: string): boolean {
  if (operator.includes('(')) return /^(?:set|with)/i.test(name)
  if (operator.includes(',')) return /define\(\s*["']$/.test(before)
  return true
}

function literal(source: string, from: number, quote: string): string | null {
  for (let i = from; i < Math.min(source.length, from + 240); i++) {
    const character = source[i]!
    if (character === '\n') return quote === '' ? source.slice(from, i) : null
    if (quote === '' ? /\s/.test(character) : character === quote) return source.slice(from, i)
    if (character === '\\') i++
  }
  return null
}

function matchAt(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(source)
}

function report(at: number, message: string, ctx: RuleContext, reported: Set<number>): void {
  const node = ctx.nodeAt(at)
  const text = node && (/string|literal|word/.test(node.type) ? node : node.parent)
  if (!text || ctx.is(node, 'comment') || !/string|literal|word|heredoc/.test(text.type) || reported.has(text.line))
    return
  reported.add(text.line)
  ctx.report(text, message)
}
