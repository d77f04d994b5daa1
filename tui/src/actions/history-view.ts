import { defineAction } from '../define-action.ts'
import { HISTORY_VIEWS, type HistoryModel } from '../panels/history.ts'

export default defineAction<HistoryModel>({
  id: 'history.view',
  title: 'other view',
  keys: ['v', 'right'],
  run(context) {
    const next = HISTORY_VIEWS[(HISTORY_VIEWS.indexOf(context.model.view) + 1) % HISTORY_VIEWS.length]!
    Object.assign(context.state, { view: next, filter: '' })
    context.select(0)
  },
})
