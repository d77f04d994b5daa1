import { defineAction } from '../define-action.ts'

export default defineAction({
  id: 'help.show',
  title: 'help',
  keys: ['?'],
  everywhere: true,
  run(context) {
    context.show('help', { about: context.panel === 'help' ? '' : context.panel })
  },
})
