import { defineAction } from '../define-action.ts'
import type { SessionModel } from '../panels/session.ts'

export default defineAction<SessionModel>({
  id: 'session.reopen',
  title: 'reopen',
  keys: ['o'],
  async run(context) {
    const { current } = context.model
    if (current && (await context.intent('session-reopen', { session: current.id }))) context.say('Open again')
  },
})
