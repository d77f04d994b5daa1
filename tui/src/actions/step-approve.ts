import { defineAction } from '../define-action.ts'
import type { PlanModel } from '../panels/plan.ts'

export default defineAction<PlanModel>({
  id: 'step.approve',
  title: 'approve',
  keys: ['a'],
  async run(context) {
    const { current, session } = context.model
    if (!current) return
    await context.intent('step-approve', { session, step: current.id })
  },
})
