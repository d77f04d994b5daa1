import { defineAction } from '../define-action.ts'

export default defineAction({
  id: 'session.create',
  title: 'new',
  keys: ['n'],
  async run(context) {
    const title = await context.prompt('Title of the session:')
    const made = title && (await context.intent<{ session: string }>('session-create', { title }))
    if (made) await context.openSession(made.session)
  },
})
