import type { PanelState } from '../define-panel.ts'
import type { Jumps } from './jumps.ts'
import type { Sources } from './sources.ts'

/** What an action works with. */
export interface AppContext<Model = unknown> {
  readonly sources: Sources
  /** The panel that is shown, its model as last selected, and its state, which the action may change. */
  readonly panel: string
  readonly model: Model
  readonly state: PanelState & Record<string, unknown>
  /** The project's folder. */
  readonly root: string
  readonly env: NodeJS.ProcessEnv
  /** The key that was pressed; null from the palette. */
  readonly key: string | null
  /** Row of the list under the mouse, from 0 at the first that is shown; null without a click. */
  readonly clicked: number | null
  /** Rows that the list shows at once. */
  readonly page: number
  /** Rows of the list. */
  readonly count: number
  select(row: number): void
  /** Shows another panel; with `state`, which is merged into its state, `jump` goes back. */
  show(panel: string, state?: Record<string, unknown>): void
  /** Goes back to the spot before the last jump, or forward again. */
  jump(by: -1 | 1): void
  readonly jumps: Pick<Jumps, 'canGoBack' | 'canGoForward'>
  /** Where the panel says that it is. */
  readonly place: { path?: string; line?: number } | null
  /** Puts text on the clipboard of the terminal. */
  copy(text: string): void
  /** Shows a place in a file; `jump` goes back. */
  visit(place: { path: string; line: number }): void
  /** Asks the server to act; a refusal is shown. Resolves with null then. */
  intent<T = unknown>(id: string, input: unknown): Promise<T | null>
  /** Asks for facts, as `Link.request`. */
  request<T = unknown>(id: string, input: unknown): Promise<T>
  /** Asks the person for one line of text; null when they leave it by Esc. */
  prompt(label: string, options?: { initial?: string; empty?: boolean }): Promise<string | null>
  /** Asks a question with single-key answers; null by Esc. */
  choose<T extends string>(label: string, choices: { key: string; value: T; title: string }[]): Promise<T | null>
  /** Whether a question of a panel failed. */
  readonly hasFailed: boolean
  /** Asks again what failed. */
  retry(): void
  /** A line in the status row. */
  say(text: string, kind?: 'info' | 'error'): void
  /** Opens another session. */
  openSession(id: string): Promise<void>
  /** Gives the terminal to another program: command and arguments, no shell. */
  run(command: string, args: string[]): Promise<void>
  openFilter(): void
  openPalette(): void
  redraw(): void
  /** A frame soon: something that no collection tells of has changed. */
  refresh(): void
  toggleMouse(): boolean
  suspend(): void
  /** What a panel would lose if the workspace ended now; null when nothing. */
  loses(): string | null
  quit(): void
}
