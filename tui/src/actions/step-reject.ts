import { defineAction } from '../define-action.ts'
import type { PlanModel } from '../panels/plan.ts'

export default defineAction<PlanModel>({
  id: 'step.reject',
  title: 'reject',
  keys: ['x'],
  async run(context) {
    const { current, session } = context.model
    if (!current) return
    const reason = await context.prompt('Why is it rejected?', { empty: true })
    if (reason === null) return
    await context.intent('step-reject', { session, step: current.id, reason })
  },
})
