import { oneOf, optional, shape } from '../document/check.ts'
import steps from '../document/collections/steps.ts'
import { id, reason, title } from '../document/limits.ts'
import { defineIntent } from './_define-intent.ts'
import { lastPosition, SPACING } from './_positions.ts'
import { logEvent, requireOpenSession } from './_sessions.ts'

export default defineIntent({
  id: 'step-add',
  summary: 'Adds a step of one’s own at the end of the plan.',
  room: 'session',
  role: 'editor',
  input: shape({
    session: id,
    title,
    why: optional(reason),
    effect: optional(reason),
    effort: optional(oneOf('minutes', 'hours', 'days')),
  }),
  run(ctx, input) {
    requireOpenSession(ctx)
    const step = ctx.newId()
    steps.put(ctx.session, step, {
      title: input.title.trim(),
      why: input.why?.trim() ?? '',
      state: 'proposed',
      position: lastPosition(ctx.session) + SPACING,
      score: { value: 0, terms: [], formula: 'added by a person, not ranked' },
      effort: input.effort ?? 'hours',
      effect: input.effect?.trim() ?? '',
      evidence: [],
      claimedBy: null,
      decision: null,
      touched: true,
      origin: 'person',
    })
    logEvent(ctx, `added “${input.title.trim()}”`)
    return { step }
  },
})
