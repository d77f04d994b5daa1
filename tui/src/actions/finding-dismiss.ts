import { defineAction } from '../define-action.ts'
import type { FindingsModel } from '../panels/findings.ts'

export default defineAction<FindingsModel>({
  id: 'finding.dismiss',
  title: 'dismiss',
  keys: ['x'],
  async run(context) {
    const { current } = context.model
    const reason = current && (await context.prompt('Why is it no problem?'))
    if (!reason) return
    await context.intent('finding-triage', { fingerprints: [current.finding.fingerprint], action: 'dismiss', reason })
  },
})
