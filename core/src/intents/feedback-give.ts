import { flag, optional, shape, textOf } from '../document/check.ts'
import { defineIntent } from './_define-intent.ts'

export default defineIntent({
  id: 'feedback-give',
  summary: 'Says whether a hit of the search, or a fix as `fix:<id>`, was useful.',
  room: 'project',
  role: 'commenter',
  input: shape({
    target: textOf(1, 4_200),
    name: optional(textOf(0, 500)),
    query: optional(textOf(0, 2_000)),
    useful: flag,
  }),
  async run(ctx, { target, name = '', query = '', useful }) {
    const learning = await ctx.engine.learning()
    await learning.vote({ target, name, query, useful }, ctx.author, ctx.now)
    return {}
  },
})
