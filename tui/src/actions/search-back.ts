import { defineAction } from '../define-action.ts'

export default defineAction({
  id: 'search.back',
  title: 'Back to the query',
  keys: ['escape'],
  run({ state }) {
    state.typing = true
  },
})
