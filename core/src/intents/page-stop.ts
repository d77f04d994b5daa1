import { flag, optional, shape, textOf } from '../document/check.ts'
import { defineIntent } from './_define-intent.ts'

export default defineIntent({
  id: 'page-stop',
  summary: 'Ends the learning of a source, the refreshing, or without either all of it; what was read whole is kept.',
  room: 'project',
  role: 'editor',
  input: shape({ source: optional(textOf(1, 4200)), refresh: optional(flag) }),
  async run(ctx, input) {
    return (await ctx.engine.pages()).stop(input)
  },
})
