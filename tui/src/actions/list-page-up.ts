import { defineAction } from '../define-action.ts'

export default defineAction({
  id: 'list.page-up',
  title: 'Page up',
  keys: ['pageup', 'C-u'],
  everywhere: true,
  movement: true,
  disabled: ({ count }) => count === 0 && 'There is no list to move in',
  run(context) {
    context.select(context.state.selected - context.page)
  },
})
