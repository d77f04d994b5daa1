import { defineAction } from '../define-action.ts'
import type { PlanModel } from '../panels/plan.ts'

export default defineAction<PlanModel>({
  id: 'step.reopen',
  title: 'reopen',
  keys: ['o'],
  async run(context) {
    const { current, session } = context.model
    if (!current) return
    await context.intent('step-reopen', { session, step: current.id })
  },
})
