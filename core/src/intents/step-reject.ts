import { shape } from '../document/check.ts'
import { id, words } from '../document/limits.ts'
import { defineIntent } from './_define-intent.ts'
import { changeStep } from './_steps.ts'

export default defineIntent({
  id: 'step-reject',
  summary: 'Takes a step off the plan and says why.',
  room: 'session',
  role: 'editor',
  input: shape({ session: id, step: id, reason: words }),
  run: (ctx, input) => changeStep(ctx, 'reject', input),
})
