import { flag, optional, shape } from '../../document/check.ts'
import type { IndexProgress } from '../../index/contract.ts'
import { defineRequest } from '../define-request.ts'

export default defineRequest({
  id: 'index.progress',
  summary: 'How much of the project is searchable; opens the index when it rests, at once with `now`.',
  input: shape({ wait: optional(flag), now: optional(flag) }),
  async run({ knowledge, analysed, idle }, { wait = false, now = false }, signal): Promise<IndexProgress> {
    if (!wait) return knowledge.progress(signal, { now })
    await analysed()
    // Commits are searchable too.
    await idle()
    return knowledge.settled(signal)
  },
})
