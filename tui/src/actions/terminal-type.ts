import { openShell } from '../app/shell.ts'
import { defineAction } from '../define-action.ts'
import type { TerminalModel } from '../panels/terminal.ts'

export default defineAction<TerminalModel>({
  id: 'terminal.type',
  title: 'type',
  keys: ['enter', 'i'],
  async run(context) {
    const { env, state, refresh } = context
    const { shell, size } = context.model
    if (!shell || shell.ended) {
      const command = env.SHELL || '/bin/sh'
      state.shell = await openShell({ command, cwd: context.root, env, size, changed: refresh })
    }
    state.typing = true
  },
})
