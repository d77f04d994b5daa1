import { optional, shape } from '../document/check.ts'
import { id, reason } from '../document/limits.ts'
import { defineIntent } from './_define-intent.ts'
import { changeStep } from './_steps.ts'

export default defineIntent({
  id: 'step-claim',
  summary: 'Takes a step, so that nobody else does it too.',
  room: 'session',
  role: 'editor',
  input: shape({ session: id, step: id, reason: optional(reason) }),
  run: (ctx, input) => changeStep(ctx, 'claim', input),
})
