import { nullable, shape } from '../document/check.ts'
import { id } from '../document/limits.ts'
import { defineIntent } from './_define-intent.ts'

export default defineIntent({
  id: 'fix-forget',
  summary: 'Forgets one fix that was learnt, or with null all that was learnt from runs.',
  room: 'project',
  role: 'editor',
  input: shape({ fix: nullable(id) }),
  async run(ctx, { fix }) {
    const learning = await ctx.engine.learning()
    return { forgotten: await learning.forget(fix) }
  },
})
