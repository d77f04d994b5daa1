import { defineAction } from '../define-action.ts'
import type { FindingsModel } from '../panels/findings.ts'

export default defineAction<FindingsModel>({
  id: 'finding.accept',
  title: 'accept',
  keys: ['a'],
  async run(context) {
    const { current } = context.model
    const reason = current && (await context.prompt('Why is it accepted?'))
    if (!reason) return
    await context.intent('finding-triage', { fingerprints: [current.finding.fingerprint], action: 'accept', reason })
  },
})
