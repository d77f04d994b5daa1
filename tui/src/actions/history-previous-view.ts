import { defineAction } from '../define-action.ts'
import { type HistoryModel, showHistoryView } from '../panels/history.ts'

export default defineAction<HistoryModel>({
  id: 'history.previous-view',
  title: 'The view before',
  keys: ['V', 'left', 'h'],
  run: (context) => showHistoryView(context, -1),
})
