import { defineAction } from '../define-action.ts'
import type { PlanModel } from '../panels/plan.ts'

export default defineAction<PlanModel>({
  id: 'step.complete',
  title: 'done',
  keys: ['d'],
  async run(context) {
    const { current, session } = context.model
    if (!current) return
    await context.intent('step-complete', { session, step: current.id })
  },
})
