import { defineAction } from '../define-action.ts'

export default defineAction({
  id: 'list.down',
  title: 'Down',
  keys: ['down', 'j'],
  everywhere: true,
  movement: true,
  disabled: ({ count }) => count === 0 && 'There is no list to move in',
  run(context) {
    context.select(context.state.selected + 1)
  },
})
