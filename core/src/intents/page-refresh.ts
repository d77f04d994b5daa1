import { flag, list, optional, shape, textOf } from '../document/check.ts'
import { defineIntent } from './_define-intent.ts'
import { requireOwner } from './_learning.ts'

const MOST_AT_ONCE = 1_000

export default defineIntent({
  id: 'page-refresh',
  summary: 'Reads again what was learnt: the pages and folders named, or all.',
  room: 'project',
  role: 'editor',
  input: shape({ only: optional(list(textOf(1, 4200), MOST_AT_ONCE)), allowPrivate: optional(flag) }),
  async run(ctx, input) {
    if (input.allowPrivate) requireOwner(ctx, 'Learning from private addresses')
    return (await ctx.engine.pages()).refresh(input)
  },
})
