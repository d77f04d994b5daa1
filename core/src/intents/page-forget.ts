import { shape, textOf } from '../document/check.ts'
import { defineIntent } from './_define-intent.ts'

export default defineIntent({
  id: 'page-forget',
  summary: 'Drops what was learnt, by its id, its URL or the folder that was named.',
  room: 'project',
  role: 'editor',
  input: shape({ page: textOf(1, 4200) }),
  async run(ctx, { page }) {
    return (await ctx.engine.pages()).forget(page)
  },
})
