import { defineAction } from '../define-action.ts'
import type { PlanModel } from '../panels/plan.ts'

export default defineAction<PlanModel>({
  id: 'evidence.open',
  title: 'open',
  keys: ['enter'],
  run(context) {
    const evidence = context.model.current?.step.evidence[0]
    if (evidence) context.visit({ path: evidence.path, line: evidence.line })
    else context.say('The step names no file')
  },
})
