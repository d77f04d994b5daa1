import { defineRule, type RuleContext } from '../../define-rule.ts'
import type { SyntaxNode } from '../../syntax/node.ts'

const EMPTY_DEFAULT = /=[ \t]*(?:\[\s*\]|\{\s*\}|(?:set|list|dict)\(\))\s*[,)]/g
// How a store is named that shall outlive the call.
const KEPT_ON_PURPOSE = /^_|cache|memo|registry/i
const PARAMETERS = new Set(['default_parameter', 'typed_default_parameter'])
const CHANGES = 'append|extend|insert|add|update|setdefault|remove|discard|pop|popitem|clear|sort|reverse'

export default defineRule({
  id: 'correctness/mutable-default',
  severity: 'warning',
  cwe: [665],
  docs: {
    what: 'Flags a list, dict or set that is the default of a parameter and is changed by the function.',
    why: 'The default is made once: what one call puts in, the next one finds.',
    instead: 'Use `None` as the default and make the new object in the body.',
  },
  languages: ['python'],
  skips: ['generated'],
  on: {
    file(ctx) {
      for (const match of ctx.source.matchAll(EMPTY_DEFAULT)) {
        const parameter = ctx.nodeAt(match.index).parent
        if (!parameter || !PARAMETERS.has(parameter.type)) continue
        const name = parameter.childForFieldName('name')?.text ?? ''
        if (name === '' || KEPT_ON_PURPOSE.test(name) || !isChanged(name, parameter, ctx)) continue
        ctx.report(parameter, `The default of \`${name}\` is shared by all calls, and this function changes it`)
      }
    },
  },
})

function isChanged(name: string, parameter: SyntaxNode, ctx: RuleContext): boolean {
  const fn = parameter.ancestor(new Set(['function_definition', 'lambda']))
  const body = fn && ctx.source.slice(parameter.endIndex, fn.endIndex)
  if (!body || new RegExp(`^\\s*${name}\\s*=(?!=)`, 'm').test(body)) return false
  return new RegExp(
    `(?<![\\w.])${name}(?:\\.(?:${CHANGES})\\(|\\[[^\\]\\n]*\\]\\s*[-+|&]?=(?!=)|\\s*(?:\\+|\\|)=)`,
  ).test(body)
}
