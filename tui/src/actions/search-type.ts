import { defineAction } from '../define-action.ts'
import { loadGrammars } from '../panels/_grammars.ts'

export default defineAction({
  id: 'search.type',
  title: 'query',
  keys: ['/'],
  run({ state }) {
    state.typing = true
    return loadGrammars()
  },
})
