import { defineAction } from '../define-action.ts'

export default defineAction({
  id: 'workspace.suspend',
  title: 'Suspend to the shell',
  keys: ['C-z'],
  everywhere: true,
  run(context) {
    context.suspend()
  },
})
