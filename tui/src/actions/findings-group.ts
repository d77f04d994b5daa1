import { defineAction } from '../define-action.ts'
import type { FindingGroup, FindingsModel } from '../panels/findings.ts'

const NEXT: Record<FindingGroup, FindingGroup> = { severity: 'rule', rule: 'file', file: 'severity' }

export default defineAction<FindingsModel>({
  id: 'findings.group',
  title: 'group',
  keys: ['s'],
  run(context) {
    context.state.group = NEXT[context.model.group]
    context.select(1)
    context.say(`Grouped by ${NEXT[context.model.group]}`)
  },
})
