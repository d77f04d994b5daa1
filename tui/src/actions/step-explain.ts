import { defineAction } from '../define-action.ts'
import type { PlanModel } from '../panels/plan.ts'

export default defineAction<PlanModel>({
  id: 'step.explain',
  title: 'why here?',
  keys: ['w'],
  run(context) {
    context.state.explained = !context.state.explained
  },
})
