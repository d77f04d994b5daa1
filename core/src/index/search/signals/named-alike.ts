import { defineSignal } from '../define-signal.ts'
import { shareOf } from './_share.ts'

const WEIGHT = 0.1

export default defineSignal({
  id: 'named-alike',
  docs: 'Words of the query are in the name of the definition or heading, which says in few words what it is for.',
  judge({ nameTerms }, query) {
    const share = shareOf(query, nameTerms)
    return share === 0 ? null : { add: WEIGHT * share, why: 'its name has words of the query' }
  },
})
