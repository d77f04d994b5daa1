import { defineSignal } from '../define-signal.ts'

const WEIGHT = 0.8
/** Texts that have nothing to do with each other have cosines up to about this. */
const UNRELATED = 0.35

/**
 * What a question in other words than the code's means is far from all code: only how far ahead of the others one is tells
 * something then. Squared, so that it lifts the few that are ahead.
 */
const AHEAD = 0.2

export default defineSignal({
  id: 'likeness',
  docs: 'How near the meaning is, which ranks alone do not say: the first may be far from the query, or all be near.',
  judge({ likeness }, { queryClass, likeness: { most, least } }) {
    // A name is meant as it is written.
    if (likeness === 0 || queryClass === 'symbol') return null
    const near = Math.max(0, (likeness - UNRELATED) / (1 - UNRELATED))
    const ahead = queryClass === 'question' && most > least ? Math.max(0, (likeness - least) / (most - least)) : 0
    const add = WEIGHT * near + AHEAD * ahead ** 2
    if (add === 0) return null
    return near === 0 ? { add } : { add, why: `means about the same (${likeness.toFixed(2)})` }
  },
})
