import { defineAction } from '../define-action.ts'
import type { PlanModel } from '../panels/plan.ts'

export default defineAction<PlanModel>({
  id: 'step.add',
  title: 'Add a step of your own',
  keys: ['n'],
  async run(context) {
    const title = await context.prompt('Step:')
    if (title) await context.intent('step-add', { session: context.model.session, title })
  },
})
