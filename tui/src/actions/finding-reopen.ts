import { defineAction } from '../define-action.ts'
import type { FindingsModel } from '../panels/findings.ts'

export default defineAction<FindingsModel>({
  id: 'finding.reopen',
  title: 'reopen',
  keys: ['o'],
  async run(context) {
    const { current } = context.model
    if (current)
      await context.intent('finding-triage', { fingerprints: [current.finding.fingerprint], action: 'reopen' })
  },
})
