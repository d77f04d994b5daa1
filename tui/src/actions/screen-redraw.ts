import { defineAction } from '../define-action.ts'

export default defineAction({
  id: 'screen.redraw',
  title: 'Draw the screen again',
  keys: ['C-l'],
  everywhere: true,
  run(context) {
    context.redraw()
  },
})
