import { defineAction } from '../define-action.ts'

export default defineAction({
  id: 'analysis.rerun',
  title: 'Scan the project again',
  keys: ['f5'],
  everywhere: true,
  async run(context) {
    if (await context.intent('analysis-rerun', {})) context.say('Scanning again')
  },
})
