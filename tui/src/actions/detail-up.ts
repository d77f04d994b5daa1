import { defineAction } from '../define-action.ts'

export default defineAction({
  id: 'detail.up',
  title: 'Scroll the detail up',
  keys: ['{'],
  run({ state }) {
    state.detailTop = Math.max(0, Number(state.detailTop) - 3)
  },
})
