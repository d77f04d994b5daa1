import { defineAction } from '../define-action.ts'
import type { FindingsModel } from '../panels/findings.ts'

export default defineAction<FindingsModel>({
  id: 'finding.open',
  title: 'open',
  keys: ['enter'],
  run(context) {
    const { current } = context.model
    if (current) context.visit({ path: current.path, line: current.finding.line })
  },
})
