import { defineAction } from '../define-action.ts'

export default defineAction({
  id: 'list.filter',
  title: 'filter',
  keys: ['/'],
  run: (context) => context.openFilter(),
})
