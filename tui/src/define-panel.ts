import type { Sources } from './app/sources.ts'
import type { Key } from './screen/keys.ts'
import type { Line } from './screen/line.ts'
import type { Theme } from './screen/theme.ts'

/** What every panel keeps between frames: the row that keys act on, and the first row that is shown. */
export interface PanelState {
  selected: number
  top: number
  /** What the rows are filtered by; '' for all. */
  filter: string
}

export interface View {
  width: number
  height: number
  /** Whether keys go to the panel, and not to a prompt or the palette above it. */
  focused: boolean
  theme: Theme
  /** First row of the list that is shown. */
  top: number
}

export interface Binding<Model> {
  /** Id of the action, whose keys and title it has. */
  action: string
  /** Why the key does nothing now; false when it does. */
  disabled?(model: Model): string | false
  /** Whether the footer leaves it out now: it belongs to another state of the panel. */
  hidden?(model: Model): boolean
  /** Not in the footer, where room is short; still in help and palette. */
  quiet?: true
}

export interface PanelDefinition<Model, State extends PanelState> {
  id: string
  title: string
  /** Its place among the tabs, from 1. */
  order: number
  initial(): State
  /** The document and the answers to requests as the panel shows them. Cheap when nothing changed: see `Sources.cached`. */
  select(sources: Sources, state: State): Model
  /** Pure. Lines for the whole panel; missing ones are blank, lines are cut to the width. */
  render(model: Model, view: View): Line[]
  /** Rows of the list that keys move in, how many of them a view shows, and how many rows stand above them: 0 without it. */
  list?: {
    count(model: Model): number
    height(view: Pick<View, 'width' | 'height'>, model: Model): number
    head?: number | ((view: Pick<View, 'width' | 'height'>, model: Model) => number)
  }
  /** Changes the state so that a place of the project is shown; only a panel that shows files has it. */
  visit?(state: State, place: { path: string; line: number }): void
  /** What of the state, beside its rows, says where in the panel one is: what going back restores. */
  spot?(state: State): Partial<State>
  /** What the presence of this screen says about where it is. */
  place?(model: Model): { path?: string; line?: number } | null
  bindings: Binding<Model>[]
  /** Takes a key before any binding; true when it did. For a panel that runs a program, or that one types into. */
  key?(state: State, key: Key): boolean
  /** While keys go to the panel before any binding: what they do, for the last line; null while they do not. */
  takes?(model: Model): { key: string; label: string }[] | null
  /** The panel's cell that the cursor of the terminal belongs to; null hides it. */
  cursor?(model: Model, view: View): { x: number; y: number } | null
  /** What would be lost if the workspace ended now; null when nothing. */
  loses?(state: State): string | null
  /** The workspace ends: what the state holds on to is let go. */
  close?(state: State): void
}

/** One panel of the workspace: select, render, bindings. Knows no terminal. */
export function definePanel<Model, State extends PanelState>(
  definition: PanelDefinition<Model, State>,
): PanelDefinition<Model, State> {
  return definition
}
