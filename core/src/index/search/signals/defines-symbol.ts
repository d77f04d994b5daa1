import { defineSignal } from '../define-signal.ts'

const FOR_A_SYMBOL = 2
const FOR_A_MENTION = 0.6

export default defineSignal({
  id: 'defines-symbol',
  docs: 'The chunk defines a name that the query is, or mentions: definitions come before uses, exported before private.',
  judge({ defines, exported, depth }, { queryClass }) {
    if (defines === 0) return null
    const weight = queryClass === 'symbol' ? FOR_A_SYMBOL : FOR_A_MENTION
    const reach = (exported ? 1 : 0.85) * (depth > 1 ? 0.9 : 1)
    return { add: weight * defines * reach, why: defines === 1 ? 'defines this name' : 'defines a name like it' }
  },
})
