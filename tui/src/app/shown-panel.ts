import { errorText } from '@tlc/core/system/error'
import type { Binding, PanelDefinition, PanelState, View } from '../define-panel.ts'
import { panels as allPanels } from '../panels.generated.ts'
import { EMPTY_LINE, type Line, line, span } from '../screen/line.ts'
import { clampRow, scrollTo } from './scroll.ts'
import type { Sources } from './sources.ts'

export type AnyPanel = PanelDefinition<unknown, PanelState>
export type AnyState = PanelState & Record<string, unknown>

/** All panels in the order of their tabs. */
export const panels = (allPanels as unknown as AnyPanel[]).toSorted((a, b) => a.order - b.order)

/** The panel that is shown, with the states of all. One broken panel leaves the others and the way to them. */
export interface ShownPanel {
  readonly active: AnyPanel
  /** As last selected. */
  readonly model: unknown
  /** Whether it can be shown: selecting or drawing it may throw. */
  readonly works: boolean
  readonly state: AnyState
  readonly bindings: readonly Binding<unknown>[]
  /** Rows of the list; 0 without one. */
  readonly count: number
  /** Rows that the list shows at once. */
  readonly page: number
  /** Rows above the list. */
  readonly head: number
  stateOf(panel: AnyPanel): AnyState
  show(panel: AnyPanel): void
  /** Selects the model anew, and scrolls so that the selected row is shown. */
  select(sources: Sources): void
  render(view: View): Line[]
}

export function createShownPanel(bodySize: () => { width: number; height: number }): ShownPanel {
  const states = new Map(panels.map((panel) => [panel.id, panel.initial() as AnyState]))
  let active = panels[0]!
  let model: unknown = null
  let broken: string | null = null
  const stateOf = (panel: AnyPanel) => states.get(panel.id)!
  const count = () => (broken === null ? (active.list?.count(model) ?? 0) : 0)

  function selectModel(sources: Sources): void {
    const state = stateOf(active)
    model = active.select(sources, state)
    if (!active.list) return
    const kept = clampRow(state.selected, count())
    if (kept !== state.selected) {
      state.selected = kept
      model = active.select(sources, state)
    }
    const top = scrollTo(state, count(), active.list.height(bodySize(), model))
    if (top === state.top) return
    // What a panel shows of a long file depends on where it is scrolled to.
    state.top = top
    model = active.select(sources, state)
  }

  return {
    get active() {
      return active
    },
    get model() {
      return model
    },
    get works() {
      return broken === null
    },
    get state() {
      return stateOf(active)
    },
    get bindings() {
      return broken === null ? active.bindings : []
    },
    get count() {
      return count()
    },
    get page() {
      return (broken === null && active.list?.height(bodySize(), model)) || bodySize().height
    },
    get head() {
      const head = active.list?.head ?? 0
      return typeof head === 'number' ? head : head(bodySize(), model)
    },
    stateOf,
    show(panel) {
      active = panel
    },
    select(sources) {
      broken = null
      try {
        selectModel(sources)
      } catch (thrown) {
        broken = errorText(thrown)
      }
    },
    render(view) {
      if (broken === null)
        try {
          return active.render(model, view)
        } catch (thrown) {
          broken = errorText(thrown)
        }
      return [EMPTY_LINE, line(span(`  ${active.title} cannot be shown: ${broken}`, 'error'))]
    },
  }
}
