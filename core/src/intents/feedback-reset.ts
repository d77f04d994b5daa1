import { nullable, shape, textOf } from '../document/check.ts'
import { defineIntent } from './_define-intent.ts'

export default defineIntent({
  id: 'feedback-reset',
  summary: 'Takes back what people said of one hit or fix, or with null all of it.',
  room: 'project',
  role: 'editor',
  input: shape({ target: nullable(textOf(1, 4_200)) }),
  async run(ctx, { target }) {
    const learning = await ctx.engine.learning()
    return { reset: await learning.resetVotes(target) }
  },
})
