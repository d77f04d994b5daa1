import { defineRule } from '../../define-rule.ts'
import { isTestPath } from '../_paths.ts'

const WEAK =
  /(?:^|\.)(?:md5|sha1|MD5|SHA1)(?:$|\.(?:Sum|New|hexdigest|digest|base64digest|new|HashData|ComputeHash)$)|createHash\(["'](?:md5|sha1|sha-1)["']\)\.update$/
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
  on: {
    call(node, ctx) {
      const callee = ctx.callee(node)
      const algorithm = WEAK.test(callee) ? (/sha-?1/i.test(callee) ? 'SHA-1' : 'MD5') : null
      if (!algorithm || isTestPath(ctx.path)) return
      const hashed = ctx.arguments(node).find((argument) => PASSWORD.test(argument.text) && !ctx.is(argument, 'string'))
      if (hashed) ctx.report(node, `${algorithm} is too quick to protect a password`)
    },
  },
})
