import { defineAction } from '../define-action.ts'

export default defineAction({
  id: 'help.close',
  title: 'back',
  keys: ['escape'],
  run(context) {
    if (context.state.filter !== '') context.state.filter = ''
    else if (context.jumps.canGoBack) context.jump(-1)
    else context.show('overview')
  },
})
