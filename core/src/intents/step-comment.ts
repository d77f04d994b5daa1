import { shape } from '../document/check.ts'
import comments from '../document/collections/comments.ts'
import { id, words } from '../document/limits.ts'
import { defineIntent } from './_define-intent.ts'
import { requireOpenSession } from './_sessions.ts'
import { requireStep } from './_steps.ts'

export default defineIntent({
  id: 'step-comment',
  summary: 'Adds a remark to a step.',
  room: 'session',
  role: 'commenter',
  input: shape({ session: id, step: id, text: words }),
  run(ctx, input) {
    requireOpenSession(ctx)
    requireStep(ctx.session, input.step)
    comments.append(ctx.session, { step: input.step, author: ctx.author, at: ctx.now, text: input.text })
    return {}
  },
})
