import { defineAction } from '../define-action.ts'
import type { TerminalModel } from '../panels/terminal.ts'

export default defineAction<TerminalModel>({
  id: 'terminal.end',
  title: 'end the program',
  keys: ['x'],
  run({ model }) {
    model.shell?.close()
  },
})
