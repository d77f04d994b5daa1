import type { KnowledgeKind } from '../../contract.ts'
import { defineSignal } from '../define-signal.ts'

/** Beside code these come later, unless a word of the query asks for them. */
const BESIDE_CODE: Partial<Record<KnowledgeKind, { factor: number; asked: RegExp }>> = {
  documentation: {
    factor: 0.35,
    asked:
      /\b(?:docs?|documentation|documented|guides?|readme|tutorials?|changelog|explain(?:ed)?|manual|how (?:to|(?:do|can) i))\b/i,
  },
  example: { factor: 0.5, asked: /\b(?:examples?|samples?|demos?|how (?:to|(?:do|can) i))\b/i },
  configuration: {
    factor: 0.5,
    asked:
      /\b(?:config(?:uration|ured)?|settings?|workflows?|ci|docker|package|dependenc(?:y|ies)|options?|lint(?:er)?|build)\b/i,
  },
  commit: {
    factor: 0.4,
    asked: /\b(?:commits?|changed|history|why|introduced|since|removed|reverted|when (?:was|were|did|has|have))\b/i,
  },
  message: { factor: 0.5, asked: /\b(?:said|discussed|decided|decisions?|messages?|asked|agreed)\b/i },
  page: { factor: 0.5, asked: /\b(?:docs?|documentation|pages?|guides?|manual|reference)\b/i },
  package: { factor: 0.4, asked: /\b(?:package|librar(?:y|ies)|dependenc(?:y|ies)|docs?|documentation)\b/i },
  fix: { factor: 0.6, asked: /\b(?:fix(?:ed|es)?|errors?|fail(?:s|ed|ure)?|exceptions?|broken|crash(?:es|ed)?)\b/i },
}

export default defineSignal({
  id: 'kind-asked',
  docs: 'Code comes before documents about it, which use the same words more often, unless the query asks for documents.',
  judge({ kind, ranks }, { text, queryClass }) {
    const rule = BESIDE_CODE[kind]
    if (!rule || queryClass === 'path') return null
    if (rule.asked.test(text)) return { add: 0.1, why: `the query asks for ${kind}` }
    if (queryClass === 'error' && kind === 'fix') return { add: 0.3, why: 'a fix of an error like it' }
    // What is first in its own list by far is wanted whatever its kind.
    return { factor: ranks.body === 1 && ranks.names === 1 ? Math.sqrt(rule.factor) : rule.factor }
  },
})
