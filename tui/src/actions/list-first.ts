import { defineAction } from '../define-action.ts'

export default defineAction({
  id: 'list.first',
  title: 'To the first',
  keys: ['home', 'g'],
  everywhere: true,
  movement: true,
  disabled: ({ count }) => count === 0 && 'There is no list to move in',
  run(context) {
    context.select(0)
  },
})
