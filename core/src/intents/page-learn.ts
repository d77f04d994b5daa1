import { flag, optional, shape, textOf } from '../document/check.ts'
import { defineIntent } from './_define-intent.ts'
import { requireOwner } from './_learning.ts'

const LONGEST_SOURCE = 4096

export default defineIntent({
  id: 'page-learn',
  summary: 'Keeps the text of a page, by its URL, or of a folder, by its absolute path, as knowledge of the project.',
  room: 'project',
  role: 'editor',
  input: shape({ source: textOf(1, LONGEST_SOURCE), allowPrivate: optional(flag) }),
  async run(ctx, { source, allowPrivate = false }) {
    if (!/^https?:/i.test(source)) requireOwner(ctx, 'Learning a folder of the machine that serves the project')
    if (allowPrivate) requireOwner(ctx, 'Learning from private addresses')
    return (await ctx.engine.pages()).learn({ source, allowPrivate })
  },
})
