import { defineRule, type RuleContext } from '../../define-rule.ts'
import type { SyntaxNode } from '../../syntax/node.ts'
import { importedCallee } from '../_imported.ts'

const WEAK =
  /(?:^|\.)(?:md5|sha1|MD5|SHA1)(?:$|\.(?:Sum|New|hexdigest|digest|base64digest|new|HashData|(?:Create\(\)\.)?ComputeHash)$)|(?:createHash|getInstance)\(["'](?:md5|sha1|sha-1)["']\)\.(?:update|digest)$|(?:^|\.)DigestUtils\.(?:md5|sha1?)(?:Hex)?$/i
// The algorithm is the first argument.
const BY_NAME = /^(?:hashlib\.new|hash)$/
const WEAK_NAME = /^["'](?:md5|sha-?1)["']$/i
const PASSWORD = /passw(?:or)?d|passphrase|\bpwd\b/i

export default defineRule({
  id: 'security/weak-hash',
  severity: 'error',
  cwe: [328, 916],
  docs: {
    what: 'Flags a password that is hashed with MD5 or SHA-1.',
    why: 'Both are made to be quick: a graphics card tries billions of passwords a second against a stolen table.',
    instead: 'Use a function made for passwords: Argon2, scrypt, bcrypt or PBKDF2 with a salt of its own for each.',
  },
  mentions: /md5|sha-?1/i,
  skips: ['test'],
  on: {
    call(node, ctx) {
      const callee = importedCallee(ctx.callee(node), ctx)
      const algorithm = weakAlgorithm(node, callee, ctx)
      if (!algorithm) return
      const hashed = ctx.arguments(node).find((argument) => PASSWORD.test(argument.text) && !isLiteral(argument, ctx))
      if (hashed) ctx.report(node, `${algorithm} is too quick to protect a password`)
    },
  },
})

function weakAlgorithm(call: SyntaxNode, callee: string, ctx: RuleContext): string | null {
  const name = BY_NAME.test(callee) ? (ctx.arguments(call)[0]?.text ?? '') : callee
  if (BY_NAME.test(callee) ? !WEAK_NAME.test(name) : !WEAK.test(callee)) return null
  return /sha-?1/i.test(name) || /DigestUtils\.sha/.test(name) ? 'SHA-1' : 'MD5'
}

/** A text without values in it. */
function isLiteral(argument: SyntaxNode, ctx: RuleContext): boolean {
  return (
    ctx.is(argument, 'string') && !argument.namedChildren.some((part) => /interpolation|substitution/.test(part.type))
  )
}
