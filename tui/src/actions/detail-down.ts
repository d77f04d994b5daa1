import { defineAction } from '../define-action.ts'

export default defineAction({
  id: 'detail.down',
  title: 'Scroll the detail down',
  keys: ['}'],
  run({ state }) {
    state.detailTop = Number(state.detailTop) + 3
  },
})
