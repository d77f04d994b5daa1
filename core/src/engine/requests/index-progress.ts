import { flag, optional, shape } from '../../document/check.ts'
import type { IndexProgress } from '../../index/contract.ts'
import { defineRequest } from '../define-request.ts'

export default defineRequest({
  id: 'index.progress',
  summary: 'How much of the project is searchable; starts the index when it rests.',
  input: shape({ wait: optional(flag) }),
  async run({ knowledge, analysed, idle }, { wait = false }, signal): Promise<IndexProgress> {
    if (!wait) return knowledge.progress(signal)
    await analysed()
    // Commits are searchable too.
    await idle()
    return knowledge.settled(signal)
  },
})
