import { defineSignal } from '../define-signal.ts'

const WEIGHT = 0.4

export default defineSignal({
  id: 'file-agrees',
  docs: 'Several candidates of one file lift its best one: what a query asks for is seldom in one function alone.',
  judge(candidate, { mostFileSum }) {
    const others = candidate.fileSum - candidate.fused
    if (others <= 0) return null
    return { add: (WEIGHT * candidate.fileSum) / mostFileSum, why: 'several hits in its file' }
  },
})
