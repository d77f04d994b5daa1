import { defineAction } from '../define-action.ts'
import { plural } from '../panels/_figures.ts'
import type { FindingsModel } from '../panels/findings.ts'

export default defineAction<FindingsModel>({
  id: 'finding.undo',
  title: 'undo',
  keys: ['u'],
  async run(context) {
    const { undo } = context.model
    for (const each of undo) if (!(await context.intent('finding-triage', each))) return
    context.state.undo = []
    const count = undo.reduce((sum, { fingerprints }) => sum + fingerprints.length, 0)
    context.say(`${plural(count, 'finding')} as before`)
  },
})
