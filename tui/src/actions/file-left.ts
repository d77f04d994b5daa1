import { defineAction } from '../define-action.ts'

export default defineAction({
  id: 'file.left',
  title: 'Scroll the code left',
  keys: ['left', 'h'],
  run(context) {
    context.state.left = Math.max(0, Number(context.state.left) - 8)
  },
})
