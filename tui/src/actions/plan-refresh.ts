import { defineAction } from '../define-action.ts'
import type { PlanModel } from '../panels/plan.ts'

export default defineAction<PlanModel>({
  id: 'plan.refresh',
  title: 'Compare the plan with the evidence again',
  keys: ['R'],
  async run(context) {
    if (await context.intent('plan-refresh', { session: context.model.session })) context.say('The plan is current')
  },
})
