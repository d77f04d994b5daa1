import { defineAction } from '../define-action.ts'
import type { OverviewModel } from '../panels/overview.ts'

export default defineAction<OverviewModel>({
  id: 'overview.open',
  title: 'open',
  keys: ['enter'],
  run(context) {
    const row = context.model.rows[context.model.selected]
    if (row?.is === 'step') context.show('plan', { filter: '', selected: row.at })
    else if (row?.is === 'function') context.visit({ path: row.path, line: row.line })
  },
})
