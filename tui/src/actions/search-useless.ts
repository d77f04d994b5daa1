import { defineAction } from '../define-action.ts'
import type { SearchModel } from '../panels/search.ts'
import { markHit } from './_search-mark.ts'

export default defineAction<SearchModel>({
  id: 'search.useless',
  title: 'not useful',
  keys: ['-'],
  run: (context) => markHit(context, false),
})
