import { defineAction } from '../define-action.ts'

export default defineAction({
  id: 'list.page-down',
  title: 'Page down',
  keys: ['pagedown', 'C-d'],
  everywhere: true,
  movement: true,
  disabled: ({ count }) => count === 0 && 'There is no list to move in',
  run(context) {
    context.select(context.state.selected + context.page)
  },
})
