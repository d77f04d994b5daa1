import { defineAction } from '../define-action.ts'
import { type HistoryModel, showHistoryView } from '../panels/history.ts'

export default defineAction<HistoryModel>({
  id: 'history.view',
  title: 'other view',
  keys: ['v', 'right', 'l'],
  run: (context) => showHistoryView(context, 1),
})
