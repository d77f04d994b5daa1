import { integerOf, optional, shape, text } from '../../document/check.ts'
import searchSymbols from '../../store/queries/search-symbols.ts'
import { defineRequest } from '../define-request.ts'
import { symbolRow } from '../symbol-row.ts'

/** Most rows of one answer: more than a screen shows. */
const MOST_ROWS = 500

export default defineRequest({
  id: 'symbols.search',
  summary: 'Definitions whose name fits what was typed, the best first.',
  input: shape({ query: text, limit: optional(integerOf(1, MOST_ROWS)) }),
  async run({ store }, { query, limit = 100 }) {
    const hits = await (await store()).query(searchSymbols, { text: query.trim(), limit })
    return hits.map(symbolRow)
  },
})
