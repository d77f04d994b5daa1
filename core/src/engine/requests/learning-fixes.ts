import { integerOf, optional, shape } from '../../document/check.ts'
import type { Fix } from '../../learning/contract.ts'
import { defineRequest } from '../define-request.ts'

const PAGE = 50

/** A fix as lists show it. */
export interface FixRow extends Omit<Fix, 'fingerprint'> {
  summary: string
  errorClass: string
  family: string
}

export default defineRequest({
  id: 'learning.fixes',
  summary: 'The fixes that were learnt, the last confirmed first.',
  input: shape({ from: optional(integerOf(0)) }),
  async run({ learning }, { from = 0 }) {
    const [{ summaryOf }, opened] = await Promise.all([import('../../learning/evidence.ts'), learning()])
    const all = await opened.fixes()
    const rows = all.slice(from, from + PAGE).map(({ fingerprint: { errorClass, family }, ...fix }): FixRow => {
      return { ...fix, summary: summaryOf(fix), errorClass, family }
    })
    return { total: all.length, fixes: rows, next: from + PAGE < all.length ? from + PAGE : null }
  },
})
