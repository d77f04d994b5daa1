import { defineRule, type RuleContext } from '../../define-rule.ts'
import type { LanguageId } from '../../facts.ts'
import { isTestPath } from '../_paths.ts'

/** What switches the check of certificates off; the first group is the name that has to stand in the code itself. */
const SWITCHES: Partial<Record<LanguageId, RegExp>> = {
  python:
    /\b(verify)\s*=\s*False\b|(?<!def )\b(_create_unverified_context)\(|\bverify_mode\s*=\s*(?:ssl\.)?(CERT_NONE)\b(?!\s+if\b)/g,
  javascript:
    /(?<![\w.])(rejectUnauthorized)["']?\s*:\s*false\b|\b(NODE_TLS_REJECT_UNAUTHORIZED)["']?\]?\s*=\s*["'`]?0/g,
  go: /\b(InsecureSkipVerify)\s*[:=]\s*true\b/g,
  php: /\b(CURLOPT_SSL_VERIFY(?:PEER|HOST))\s*(?:,|=>)\s*(?:false|0)\b/g,
  ruby: /\b(VERIFY_NONE)\b/g,
}
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
  languages: ['python', 'javascript', 'typescript', 'tsx', 'go', 'php', 'ruby'],
  on: {
    file(ctx) {
      for (const match of ctx.source.matchAll(switches(ctx.language))) {
        const name = match.slice(1).find((group) => group !== undefined)!
        const node = ctx.nodeAt(match.index + match[0].indexOf(name))
        if (node.text.replace(/^["'`]|["'`]$/g, '') !== name || ctx.is(node, 'comment') || isTestPath(ctx.path))
          continue
        if (name === 'verify' && !isRequest(match.index, ctx)) continue
        ctx.report(node, `\`${name}\` switches the check of certificates off`)
      }
    },
  },
})

function switches(language: LanguageId): RegExp {
  return SWITCHES[language === 'typescript' || language === 'tsx' ? 'javascript' : language]!
}

/** Whether `verify=False` is meant for a connection; forms and tokens are verified too. */
function isRequest(at: number, ctx: RuleContext): boolean {
  if (!PYTHON_CLIENT.test(ctx.source)) return false
  const node = ctx.nodeAt(at)
  if (node.parent?.type === 'attribute') return /session|client|requests?\b/i.test(node.parent.text)
  const call = node.ancestor(new Set(['call']))
  return call !== null && /(?:^(?:requests|httpx)\.|[sS]ession|[cC]lient|\b(?:http|api)\b)/.test(ctx.callee(call))
}
