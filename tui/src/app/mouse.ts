import type { ActionDefinition } from '../define-action.ts'
import type { Key } from '../screen/keys.ts'
import type { Mouse } from '../screen/terminal.ts'
import { BODY_TOP, type Chrome, tabAt } from './frame.ts'
import { actionFor, actions } from './keymap.ts'
import { clampRow } from './scroll.ts'
import { panels, type ShownPanel } from './shown-panel.ts'

const ENTER: Key = { name: 'enter', text: '', sequence: '\r' }
/** Rows that one notch of the wheel moves. */
const NOTCH = 3

/** What the mouse does: the wheel moves the selection, a click shows a tab or selects a row, one on that row does what Enter does. */
export function mouseHandler(workspace: {
  shownPanel: ShownPanel
  tabs(): Chrome['tabs']
  width(): number
  reasonAgainst(action: ActionDefinition): string | false
  perform(action: ActionDefinition, by: { key?: string; clicked?: number }): void
  show(panel: string): void
}): (mouse: Mouse) => void {
  const { shownPanel, reasonAgainst, perform } = workspace

  function clickRow(row: number): void {
    const { state, bindings, page, works } = shownPanel
    if (!works || row < 0 || row >= page) return
    const isOff = (action: ActionDefinition) => reasonAgainst(action) !== false
    const opens = state.top + row === state.selected ? actionFor(ENTER, bindings, isOff) : undefined
    if (opens && !isOff(opens)) perform(opens, { key: ENTER.name })
    else perform(actions.get('list.click')!, { clicked: row })
  }

  return ({ x, y, action }) => {
    const { active, state, count } = shownPanel
    const tab = action === 'click' && y === 0 ? tabAt(workspace.tabs(), workspace.width(), x) : null
    if (tab !== null) return workspace.show(panels[tab]!.id)
    if (!active.list) return
    if (action === 'click') clickRow(y - BODY_TOP - shownPanel.head)
    else state.selected = clampRow(state.selected + (action === 'wheel-down' ? NOTCH : -NOTCH), count)
  }
}
