import { defineAction } from '../define-action.ts'
import type { SessionModel } from '../panels/session.ts'

export default defineAction<SessionModel>({
  id: 'message.post',
  title: 'message',
  keys: ['m'],
  async run(context) {
    const text = await context.prompt('Message:')
    if (text) await context.intent('message-post', { session: context.model.open, text })
  },
})
