import { defineAction } from '../define-action.ts'

export default defineAction({
  id: 'search.explain',
  title: 'explain',
  keys: ['x'],
  run({ state }) {
    state.explain = !state.explain
  },
})
