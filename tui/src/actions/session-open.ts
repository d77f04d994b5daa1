import { defineAction } from '../define-action.ts'
import type { SessionModel } from '../panels/session.ts'

export default defineAction<SessionModel>({
  id: 'session.open',
  title: 'switch to',
  keys: ['enter'],
  async run(context) {
    if (context.model.current) await context.openSession(context.model.current.id)
  },
})
