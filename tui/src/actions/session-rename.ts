import { defineAction } from '../define-action.ts'
import type { SessionModel } from '../panels/session.ts'

export default defineAction<SessionModel>({
  id: 'session.rename',
  title: 'rename',
  keys: ['r'],
  async run(context) {
    const { current } = context.model
    const title = current && (await context.prompt('Title:', { initial: current.session.title }))
    if (title) await context.intent('session-rename', { session: current.id, title })
  },
})
