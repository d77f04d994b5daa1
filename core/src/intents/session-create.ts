import { shape } from '../document/check.ts'
import sessions from '../document/collections/sessions.ts'
import { title } from '../document/limits.ts'
import { defineIntent } from './_define-intent.ts'
import { logEvent } from './_sessions.ts'

export default defineIntent({
  id: 'session-create',
  summary: 'Opens a new session with a plan of its own.',
  room: 'new-session',
  role: 'editor',
  input: shape({ title }),
  run(ctx, input) {
    sessions.put(ctx.project, ctx.sessionId, {
      title: input.title.trim(),
      state: 'open',
      createdBy: ctx.author,
      createdAt: ctx.now,
    })
    logEvent(ctx, `created the session “${input.title.trim()}”`)
    return { session: ctx.sessionId }
  },
  after: (ctx) => ctx.engine.refreshPlan(ctx.sessionId),
})
