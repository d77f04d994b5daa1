import { defineAction } from '../define-action.ts'

export default defineAction({
  id: 'help.show',
  title: 'help',
  keys: ['?'],
  everywhere: true,
  run(context) {
    if (context.panel === 'help') context.state.about = ''
    else context.show('help', { about: context.panel, filter: '', selected: 0, top: 0 })
  },
})
