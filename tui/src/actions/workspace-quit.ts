import { defineAction } from '../define-action.ts'

export default defineAction({
  id: 'workspace.quit',
  title: 'quit',
  keys: ['q', 'C-c'],
  everywhere: true,
  run(context) {
    context.quit()
  },
})
