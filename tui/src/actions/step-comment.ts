import { defineAction } from '../define-action.ts'
import type { PlanModel } from '../panels/plan.ts'

export default defineAction<PlanModel>({
  id: 'step.comment',
  title: 'comment',
  keys: ['m'],
  async run(context) {
    const { current, session } = context.model
    const text = current && (await context.prompt('Comment:'))
    if (text) await context.intent('step-comment', { session, step: current.id, text })
  },
})
