import { defineAction } from '../define-action.ts'
import type { PlanModel } from '../panels/plan.ts'

export default defineAction<PlanModel>({
  id: 'step.claim',
  title: 'claim',
  keys: ['c'],
  async run(context) {
    const { current, session } = context.model
    if (!current) return
    await context.intent('step-claim', { session, step: current.id })
  },
})
