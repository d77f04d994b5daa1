import { shape } from '../document/check.ts'
import sessions from '../document/collections/sessions.ts'
import { id, title } from '../document/limits.ts'
import { defineIntent } from './_define-intent.ts'
import { logEvent, requireOpenSession } from './_sessions.ts'

export default defineIntent({
  id: 'session-rename',
  summary: 'Gives a session another title.',
  room: 'session',
  role: 'editor',
  input: shape({ session: id, title }),
  run(ctx, input) {
    const session = requireOpenSession(ctx)
    const renamed = input.title.trim()
    if (!sessions.put(ctx.project, ctx.sessionId, { ...session, title: renamed })) return {}
    logEvent(ctx, `renamed the session from “${session.title}” to “${renamed}”`)
    return {}
  },
})
