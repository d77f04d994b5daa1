import { optional, shape } from '../document/check.ts'
import { id, reason } from '../document/limits.ts'
import { defineIntent } from './_define-intent.ts'
import { changeStep } from './_steps.ts'

export default defineIntent({
  id: 'step-complete',
  summary: 'Says that a step is done.',
  room: 'session',
  role: 'editor',
  input: shape({ session: id, step: id, reason: optional(reason) }),
  run: (ctx, input) => changeStep(ctx, 'complete', input),
})
