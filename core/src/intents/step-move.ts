import { nullable, shape } from '../document/check.ts'
import steps from '../document/collections/steps.ts'
import { id } from '../document/limits.ts'
import { TlcError } from '../system/error.ts'
import { defineIntent } from './_define-intent.ts'
import { placeStep } from './_positions.ts'
import { requireOpenSession } from './_sessions.ts'
import { requireStep } from './_steps.ts'

export default defineIntent({
  id: 'step-move',
  summary: 'Puts a step behind another one, or first with `after: null`.',
  room: 'session',
  role: 'editor',
  input: shape({ session: id, step: id, after: nullable(id) }),
  run(ctx, input) {
    requireOpenSession(ctx)
    const step = requireStep(ctx.session, input.step)
    if (input.after !== null) requireStep(ctx.session, input.after)
    if (input.after === input.step) {
      throw new TlcError('intent/invalid-input', 'step-move: expected another step as `after`, got the step itself')
    }
    steps.put(ctx.session, input.step, { ...step, touched: true })
    placeStep(ctx.session, input.step, input.after)
    return {}
  },
})
