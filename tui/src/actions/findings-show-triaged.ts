import { defineAction } from '../define-action.ts'
import type { FindingsModel } from '../panels/findings.ts'

export default defineAction<FindingsModel>({
  id: 'findings.show-triaged',
  title: 'Show or hide what was dismissed and accepted',
  keys: ['t'],
  run(context) {
    context.state.triaged = !context.state.triaged
  },
})
