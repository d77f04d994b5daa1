import { moveStep } from '../app/move-step.ts'
import { defineAction } from '../define-action.ts'
import type { PlanModel } from '../panels/plan.ts'

export default defineAction<PlanModel>({
  id: 'step.move-down',
  title: 'Move the step down',
  keys: ['J', 'S-down'],
  run: (context) => moveStep(context, 1),
})
