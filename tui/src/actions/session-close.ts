import { defineAction } from '../define-action.ts'
import type { SessionModel } from '../panels/session.ts'

export default defineAction<SessionModel>({
  id: 'session.close',
  title: 'close',
  keys: ['c'],
  async run(context) {
    const { current } = context.model
    if (current && (await context.intent('session-close', { session: current.id })))
      context.say('Closed: o opens it again')
  },
})
