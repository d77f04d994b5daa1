import { shape } from '../document/check.ts'
import { id } from '../document/limits.ts'
import { defineIntent } from './_define-intent.ts'
import { requireOpenSession } from './_sessions.ts'

export default defineIntent({
  id: 'plan-refresh',
  summary: 'Compares the plan of a session with the present evidence.',
  room: 'session',
  role: 'editor',
  input: shape({ session: id }),
  async run(ctx) {
    requireOpenSession(ctx)
    await ctx.engine.refreshPlan(ctx.sessionId)
    return {}
  },
})
