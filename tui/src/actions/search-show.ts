import { defineAction } from '../define-action.ts'
import { loadGrammars } from '../panels/_grammars.ts'

export default defineAction({
  id: 'search.show',
  title: 'search by words, names or meaning',
  keys: ['C-f'],
  everywhere: true,
  run(context) {
    context.show('search', { typing: true })
    return loadGrammars()
  },
})
