import { optional, shape } from '../document/check.ts'
import sessions from '../document/collections/sessions.ts'
import { id, reason } from '../document/limits.ts'
import { defineIntent } from './_define-intent.ts'
import { logEvent, requireOpenSession } from './_sessions.ts'

export default defineIntent({
  id: 'session-close',
  summary: 'Closes a session: it stays readable and nobody changes it.',
  room: 'session',
  role: 'editor',
  input: shape({ session: id, reason: optional(reason) }),
  run(ctx, input) {
    const session = requireOpenSession(ctx)
    const because = input.reason?.trim() ?? ''
    sessions.put(ctx.project, ctx.sessionId, { ...session, state: 'closed', closedAt: ctx.now })
    logEvent(ctx, because === '' ? 'closed the session' : `closed the session: ${because}`)
    return {}
  },
})
