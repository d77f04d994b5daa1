import type { Rule } from '@tlc/analyzers/define-rule'
import { rules } from '@tlc/analyzers/rules.generated'

const byId = new Map((rules as Rule[]).map((rule) => [rule.id, rule.docs]))

/** What a rule says of itself; null for findings that no rule made. */
export function ruleDocs(id: string): Rule['docs'] | null {
  return byId.get(id) ?? null
}
