import { shape } from '../document/check.ts'
import messages from '../document/collections/messages.ts'
import { id, words } from '../document/limits.ts'
import { defineIntent } from './_define-intent.ts'
import { requireOpenSession } from './_sessions.ts'

export default defineIntent({
  id: 'message-post',
  summary: 'Says something to everybody in the session.',
  room: 'session',
  role: 'commenter',
  input: shape({ session: id, text: words }),
  run(ctx, input) {
    requireOpenSession(ctx)
    const message = ctx.newId()
    messages.append(ctx.session, { id: message, author: ctx.author, at: ctx.now, kind: 'text', text: input.text })
    return { message }
  },
})
