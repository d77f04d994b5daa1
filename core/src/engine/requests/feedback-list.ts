import { integerOf, optional, shape } from '../../document/check.ts'
import { feedbackFactorOf } from '../../learning/feedback.ts'
import { defineRequest } from '../define-request.ts'

const PAGE = 200

export default defineRequest({
  id: 'feedback.list',
  summary: 'What people thought of hits and fixes, and what that does to their rank; the newest first.',
  input: shape({ from: optional(integerOf(0)) }),
  async run({ learning }, { from = 0 }) {
    const all = (await (await learning()).votes()).sort((a, b) => b.at - a.at)
    const alike = Map.groupBy(all, ({ target, name }) => `${target}\n${name}`)
    const votes = all.slice(from, from + PAGE).map(({ target, name, query, useful, by, at }) => {
      const factor = feedbackFactorOf(alike.get(`${target}\n${name}`) ?? [])
      return { target, name, query, useful, by, at, factor: Math.round(factor * 1000) / 1000 }
    })
    return { total: all.length, votes, next: from + PAGE < all.length ? from + PAGE : null }
  },
})
