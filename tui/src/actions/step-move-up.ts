import { moveStep } from '../app/move-step.ts'
import { defineAction } from '../define-action.ts'
import type { PlanModel } from '../panels/plan.ts'

export default defineAction<PlanModel>({
  id: 'step.move-up',
  title: 'Move the step up',
  keys: ['K', 'S-up'],
  run: (context) => moveStep(context, -1),
})
