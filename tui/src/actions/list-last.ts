import { defineAction } from '../define-action.ts'

export default defineAction({
  id: 'list.last',
  title: 'To the last',
  keys: ['end', 'G'],
  everywhere: true,
  movement: true,
  disabled: ({ count }) => count === 0 && 'There is no list to move in',
  run(context) {
    context.select(context.count - 1)
  },
})
