import { defineAction } from '../define-action.ts'
import { leaveReading } from '../panels/_search-model.ts'
import type { SearchModel, SearchState } from '../panels/search.ts'

export default defineAction<SearchModel>({
  id: 'search.back',
  title: 'Back to the hits',
  keys: ['escape'],
  run(context) {
    leaveReading(context.state as SearchState & Record<string, unknown>)
  },
})
