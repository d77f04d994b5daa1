import { defineSignal } from '../define-signal.ts'

const WEIGHT = 0.8
/** Texts that have nothing to do with each other have cosines up to about this. */
const UNRELATED = 0.35

export default defineSignal({
  id: 'likeness',
  docs: 'How near the meaning is, which ranks alone do not say: the first may be far from the query, or all be near.',
  judge({ likeness }, { queryClass }) {
    // A name is meant as it is written.
    if (likeness <= UNRELATED || queryClass === 'symbol') return null
    return {
      add: (WEIGHT * (likeness - UNRELATED)) / (1 - UNRELATED),
      why: `means about the same (${likeness.toFixed(2)})`,
    }
  },
})
