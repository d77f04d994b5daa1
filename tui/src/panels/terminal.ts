import type { Shell } from '../app/shell.ts'
import { definePanel, type PanelState } from '../define-panel.ts'
import { EMPTY_LINE, line, span } from '../screen/line.ts'
import { listLines } from './_rows.ts'

export interface TerminalState extends PanelState {
  shell: Shell | null
  /** Whether keys go to the program. */
  typing: boolean
}

export interface TerminalModel {
  shell: Shell | null
  typing: boolean
  rows: number
  selected: number
  size: { width: number; height: number }
}

export default definePanel<TerminalModel, TerminalState>({
  id: 'terminal',
  title: 'Terminal',
  order: 8,
  initial: () => ({ selected: 0, top: 0, filter: '', shell: null, typing: false }),
  select({ body }, state) {
    const { shell } = state
    shell?.resize(body)
    if (shell?.ended) state.typing = false
    const rows = shell?.rows ?? 0
    // What the program shows is its last rows; without typing, the keys of lists scroll through what was before.
    if (state.typing) state.selected = Math.max(0, rows - 1)
    return { shell, typing: state.typing, rows, selected: state.selected, size: body }
  },
  list: { count: ({ rows }) => rows, height: ({ height }) => height },
  render({ shell, typing, rows, selected }, view) {
    if (!shell)
      return [
        EMPTY_LINE,
        line('  A shell in the folder of the project. Nobody but you sees it.'),
        EMPTY_LINE,
        line('  ', span('Enter', 'key'), '   starts it and types into it'),
        line('  ', span('Ctrl+]', 'key'), '  gives the keys back to the workspace'),
      ]
    return listLines(view, { count: rows, selected: typing ? -1 : selected, row: (i) => shell.row(i) })
  },
  cursor({ shell, typing }, { top, height }) {
    const at = typing ? shell?.cursor : null
    return at && at.row >= top && at.row < top + height ? { x: at.x, y: at.row - top } : null
  },
  key(state, key) {
    if (!state.typing || !state.shell || key.name === 'C-]') return false
    if (key.name === 'paste') state.shell.paste(key.sequence)
    else state.shell.write(key.sequence)
    return true
  },
  takes: ({ typing }) => (typing ? [{ key: 'Ctrl+]', label: 'gives the keys back to the workspace' }] : null),
  close: ({ shell }) => shell?.close(),
  loses: ({ shell }) => (shell?.running ? `${shell.running} runs in the Terminal and would be ended` : null),
  bindings: [
    { action: 'terminal.type', disabled: ({ typing }) => typing && 'The keys go to the program already' },
    { action: 'terminal.leave', disabled: ({ typing }) => !typing && 'The keys belong to the workspace already' },
    {
      action: 'terminal.end',
      disabled: ({ shell }) => (shell === null || shell.ended !== null) && 'No program runs here',
    },
  ],
})
