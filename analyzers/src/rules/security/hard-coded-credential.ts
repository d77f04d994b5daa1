import { defineRule, type RuleContext } from '../../define-rule.ts'
import type { SyntaxNode } from '../../syntax/node.ts'
import { credentialKind, isCredentialValue, isSampleToken, KNOWN_TOKEN, SECRET_WORD } from '../_credential.ts'

// After the name: its closing quote or bracket, a type, what assigns, and the opening quote of the value.
const ASSIGNED =
  /["'\]]{0,2}[ \t]{0,20}(?::[ \t]{0,4}[&\w.]{1,40}(?=[ \t]{0,20}=))?[ \t]{0,20}(?:={1,3}|=>|:=?|\(|,|(?<=#define[ \t]{1,4}\w{1,60}[ \t]{1,20}))[ \t]{0,20}[@$brRB]{0,2}(["'`])/y
const ASSIGNED_BARE = /=()(?=[\w+/.=-]{8,}(?:\s|$))/y
const TEXT = /string|heredoc|^word$|^preproc_arg$/
const LONGEST_NAME = 60
const LONGEST_VALUE = 240

interface AssignedLiteral {
  name: string
  /** Offset of the first character behind the quote. */
  value: number
}

export default defineRule({
  id: 'security/hard-coded-credential',
  severity: 'error',
  cwe: [798],
  docs: {
    what: 'Flags a password, key or token that is written into the source.',
    why: 'Whoever may read the source or its history may use it, and it cannot be changed without a new release.',
    instead: 'Read it from the environment or a secret store, and revoke the one that was committed.',
  },
  skips: ['test'],
  on: {
    file(ctx) {
      const reported = new Set<number>()
      for (const match of ctx.source.matchAll(KNOWN_TOKEN)) {
        if (!isSampleToken(match[0])) report(match.index, 'This looks like a real key or token', ctx, reported)
      }
      for (const match of ctx.source.matchAll(SECRET_WORD)) {
        const found = assignedLiteral(match.index, match[0].length, ctx)
        // In the example of a docstring the name is part of the same text as the value.
        if (!found || textAt(found.value, ctx).startIndex < match.index) continue
        report(found.value, `\`${found.name}\` holds a secret that is written into the source`, ctx, reported)
      }
    },
  },
})

/** The name around a word at an offset, and the literal that it is given. */
function assignedLiteral(at: number, length: number, { source, language }: RuleContext): AssignedLiteral | null {
  let start = at
  while (at - start < LONGEST_NAME && /[\w-]/.test(source[start - 1] ?? '')) start--
  let end = at + length
  while (end - at < LONGEST_NAME && /[\w-]/.test(source[end] ?? '')) end++
  const name = source.slice(start, end)
  const kind = credentialKind(name)
  if (!kind) return null
  const opening = matchAt(ASSIGNED, source, end) ?? (language === 'bash' ? matchAt(ASSIGNED_BARE, source, end) : null)
  if (!opening || !assigns(opening[0], name, source.slice(Math.max(0, start - 12), start))) return null
  const from = end + opening[0].length
  const value = literal(source, from, opening[1] ?? '')
  if (value === null || !isCredentialValue(value, kind)) return null
  // What a value is compared with is more often one of its kinds than a secret.
  if (/==/.test(opening[0]) && !/[^A-Za-z0-9_-]/.test(value)) return null
  // A part of an expression, or one of several types, is not the value itself.
  const behind = source.slice(from + value.length, from + value.length + 12)
  return /^["'`]?[ \t]*(?:\.\w|%|\+|\|)/.test(behind) ? null : { name, value: from }
}

/** `setPassword("…")` and `define("PASSWORD", "…")` assign; other calls with such a name look it up. */
function assigns(operator: string, name: string, before: string): boolean {
  if (operator.includes('(')) return /^(?:set|with)/i.test(name)
  if (operator.includes(',')) return /define\(\s*["']$/.test(before)
  return true
}

function literal(source: string, from: number, quote: string): string | null {
  for (let i = from; i < Math.min(source.length, from + LONGEST_VALUE); i++) {
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

/** The whole literal around an offset; its content may be a node of its own. */
function textAt(at: number, ctx: RuleContext): SyntaxNode {
  const node = ctx.nodeAt(at)
  const { parent } = node
  return parent && TEXT.test(parent.type) ? parent : node
}

function report(at: number, message: string, ctx: RuleContext, reported: Set<number>): void {
  const text = textAt(at, ctx)
  if (ctx.is(text, 'comment') || !TEXT.test(text.type) || reported.has(text.line)) return
  reported.add(text.line)
  ctx.report(text, message)
}
