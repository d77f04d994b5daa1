import { defineAction } from '../define-action.ts'

export default defineAction({
  id: 'palette.open',
  title: 'commands',
  keys: [':', 'C-p'],
  everywhere: true,
  run(context) {
    context.openPalette()
  },
})
