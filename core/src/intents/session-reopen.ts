import { shape } from '../document/check.ts'
import sessions from '../document/collections/sessions.ts'
import { id } from '../document/limits.ts'
import { TlcError } from '../system/error.ts'
import { defineIntent } from './_define-intent.ts'
import { logEvent, requireSession } from './_sessions.ts'

export default defineIntent({
  id: 'session-reopen',
  summary: 'Opens a closed session again.',
  room: 'session',
  role: 'editor',
  input: shape({ session: id }),
  run(ctx) {
    const session = requireSession(ctx)
    if (session.state === 'open') {
      throw new TlcError('intent/wrong-state', `Cannot reopen “${session.title}”: the session is open.`)
    }
    const { closedAt: _, ...rest } = session
    sessions.put(ctx.project, ctx.sessionId, { ...rest, state: 'open' })
    logEvent(ctx, 'reopened the session')
    return {}
  },
})
