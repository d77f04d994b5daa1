import { defineAction } from '../define-action.ts'

export default defineAction({
  id: 'search.type',
  title: 'query',
  keys: ['/'],
  run({ state }) {
    state.typing = true
  },
})
