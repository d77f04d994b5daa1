import { defineAction } from '../define-action.ts'
import type { HistoryModel } from '../panels/history.ts'

export default defineAction<HistoryModel>({
  id: 'history.open',
  title: 'open',
  keys: ['enter'],
  run(context) {
    const { view, hotspots, coChanges, selected } = context.model
    const path = view === 'co-change' ? coChanges[selected]?.a : hotspots[selected]?.path
    if (path) context.visit({ path, line: 1 })
  },
})
