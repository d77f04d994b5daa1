import { flag, optional, shape } from '../document/check.ts'
import { defineIntent } from './_define-intent.ts'

export default defineIntent({
  id: 'analysis-rerun',
  summary: 'Scans the project again; `fresh` parses every file even where nothing changed.',
  room: 'project',
  role: 'editor',
  input: shape({ fresh: optional(flag) }),
  run(ctx, input) {
    ctx.engine.rerun({ fresh: input.fresh ?? false })
    return {}
  },
})
