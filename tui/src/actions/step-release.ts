import { defineAction } from '../define-action.ts'
import type { PlanModel } from '../panels/plan.ts'

export default defineAction<PlanModel>({
  id: 'step.release',
  title: 'release',
  keys: ['r'],
  async run(context) {
    const { current, session } = context.model
    if (!current) return
    await context.intent('step-release', { session, step: current.id })
  },
})
