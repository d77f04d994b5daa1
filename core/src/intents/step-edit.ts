import { oneOf, optional, shape } from '../document/check.ts'
import steps from '../document/collections/steps.ts'
import { id, reason, title } from '../document/limits.ts'
import { defineIntent } from './_define-intent.ts'
import { logEvent, requireOpenSession } from './_sessions.ts'
import { requireStep } from './_steps.ts'

export default defineIntent({
  id: 'step-edit',
  summary: 'Changes the words or the effort of a step.',
  room: 'session',
  role: 'editor',
  input: shape({
    session: id,
    step: id,
    title: optional(title),
    why: optional(reason),
    effect: optional(reason),
    effort: optional(oneOf('minutes', 'hours', 'days')),
  }),
  run(ctx, input) {
    requireOpenSession(ctx)
    const step = requireStep(ctx.session, input.step)
    const edited = {
      ...step,
      title: input.title?.trim() ?? step.title,
      why: input.why?.trim() ?? step.why,
      effect: input.effect?.trim() ?? step.effect,
      effort: input.effort ?? step.effort,
      touched: true,
    }
    if (steps.put(ctx.session, input.step, edited)) logEvent(ctx, `edited “${edited.title}”`)
    return {}
  },
})
