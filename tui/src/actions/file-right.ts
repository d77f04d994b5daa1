import { defineAction } from '../define-action.ts'

export default defineAction({
  id: 'file.right',
  title: 'Scroll the code right',
  keys: ['right', 'l'],
  run(context) {
    context.state.left = Math.max(0, Number(context.state.left) + 8)
  },
})
