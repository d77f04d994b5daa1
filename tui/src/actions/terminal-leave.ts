import { defineAction } from '../define-action.ts'
import type { TerminalModel } from '../panels/terminal.ts'

export default defineAction<TerminalModel>({
  id: 'terminal.leave',
  title: 'give the keys back',
  keys: ['C-]'],
  run({ state }) {
    state.typing = false
  },
})
