import { defineRule, type RuleContext } from '../../define-rule.ts'
import type { LanguageId } from '../../facts.ts'
import type { SyntaxNode } from '../../syntax/node.ts'
import { assignedTo } from '../_constant.ts'

/** What switches the check of certificates off; the first group is the name that has to stand in the code itself. */
const SWITCHES: Partial<Record<LanguageId, RegExp>> = {
  python:
    /\b(verify)\s*=\s*False\b|(?<!def )\b(_create_unverified_context)\(|\b(?:verify_mode|cert_reqs)\s*=\s*(?:ssl\.)?(CERT_NONE)\b(?!\s+if\b)|(?<=TCPConnector\([^)\n]*)\b(verify_ssl|ssl)\s*=\s*False\b/g,
  javascript:
    /(?<![\w.])(rejectUnauthorized)["']?\s*:\s*false\b|\b(NODE_TLS_REJECT_UNAUTHORIZED)["']?\]?\s*=\s*["'`]?0/g,
  go: /\b(InsecureSkipVerify)\s*[:=]\s*true\b/g,
  php: /\b(CURLOPT_SSL_VERIFY(?:PEER|HOST))\s*(?:,|=>)\s*(?:false|0)\b/g,
  ruby: /\b(VERIFY_NONE)\b/g,
  rust: /\b(danger_accept_invalid_(?:certs|hostnames))\(\s*true\s*\)/g,
  c: /\b(CURLOPT_SSL_VERIFY(?:PEER|HOST))\s*,\s*(?:0L?|false)\b/g,
  csharp:
    /\b(Server(?:Certificate(?:Custom)?|Certificate)ValidationCallback)\s*\+?=\s*(?:delegate[^{;]*\{\s*return\s+true|\([^)]*\)\s*=>\s*(?:true|\{\s*return\s+true)|HttpClientHandler\.DangerousAcceptAny)/g,
  java: /\b(NoopHostnameVerifier\.INSTANCE|ALLOW_ALL_HOSTNAME_VERIFIER|TrustAllStrategy|InsecureTrustManagerFactory)\b/g,
}
const SAME_SWITCHES: Partial<Record<LanguageId, LanguageId>> = { typescript: 'javascript', tsx: 'javascript', cpp: 'c' }
const CONDITION = /^(?:if|unless|conditional|ternary|elif|else_if)/
const IMPORT = new Set(['import_declaration'])
const PYTHON_CLIENT = /\b(?:requests|httpx|aiohttp|urllib3)\b/

export default defineRule({
  id: 'security/tls-verification-off',
  severity: 'error',
  cwe: [295],
  docs: {
    what: 'Flags code that accepts any certificate on an encrypted connection.',
    why: 'Anybody on the way can pretend to be the server, and read and change what is sent.',
    instead: 'Leave the check on, and add the own authority to the trusted ones where a private certificate is used.',
  },
  languages: ['python', 'javascript', 'typescript', 'tsx', 'go', 'php', 'ruby', 'rust', 'c', 'cpp', 'csharp', 'java'],
  skips: ['test'],
  on: {
    file(ctx) {
      for (const match of ctx.source.matchAll(switches(ctx.language))) {
        const name = match.slice(1).find((group) => group !== undefined)!
        const node = ctx.nodeAt(match.index + match[0].indexOf(name))
        const own = node.text.replace(/^["'`]|["'`]$/g, '')
        if (own !== name.split('.')[0] || ctx.is(node, 'comment')) continue
        if (ctx.language === 'java' && node.ancestor(IMPORT)) continue
        if (isAsked(node)) continue
        if (name === 'verify' && !isRequest(match.index, ctx)) continue
        ctx.report(node, `\`${name}\` switches the check of certificates off`)
      }
    },
  },
})

function switches(language: LanguageId): RegExp {
  return SWITCHES[SAME_SWITCHES[language] ?? language]!
}

/** Whether a condition around it asks for an option of that meaning: then it is the user who switches the check off. */
function isAsked(node: SyntaxNode): boolean {
  for (let outer = node.parent; outer; outer = outer.parent) {
    if (/^(?:function|method|class|module|program)/.test(outer.type)) return false
    const head = CONDITION.test(outer.type)
      ? outer.text.slice(0, Math.min(node.startIndex - outer.startIndex, 300))
      : ''
    if (/verif|validat|insecure|cert/i.test(head.split('\n')[0]!)) return true
  }
  return false
}

/** Whether `verify=False` is meant for a connection; forms and tokens are verified too. */
function isRequest(at: number, ctx: RuleContext): boolean {
  if (!PYTHON_CLIENT.test(ctx.source)) return false
  const node = ctx.nodeAt(at)
  if (node.parent?.type === 'attribute') {
    const [owner = ''] = node.parent.text.split('.')
    if (/session|client|requests?\b/i.test(node.parent.text)) return true
    return assignedTo(owner, ctx.source).some((value) => /^(?:requests|httpx)\.(?:Session|Client)\(/.test(value))
  }
  const call = node.ancestor(new Set(['call']))
  return call !== null && /(?:^(?:requests|httpx)\.|[sS]ession|[cC]lient|\b(?:http|api)\b)/.test(ctx.callee(call))
}
