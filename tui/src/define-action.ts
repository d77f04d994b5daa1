import type { AppContext } from './app/context.ts'

export interface ActionDefinition<Model = unknown> {
  /** `<subject>.<verb>`; the file is `<subject>-<verb>.ts`. */
  id: string
  /** What it does, for help, footer and palette. */
  title: string
  /** Default keys; the first one is shown. */
  keys: readonly string[]
  /** Works in every panel, not only where it is bound. */
  everywhere?: true
  /** Moves in a list: people know its key or look it up in help, so the palette does not offer it. */
  movement?: true
  /** Why it does nothing now; false when it does. */
  disabled?(context: AppContext<Model>): string | false
  run(context: AppContext<Model>): void | Promise<void>
}

/** What a key does. */
export function defineAction<Model = unknown>(definition: ActionDefinition<Model>): ActionDefinition<Model> {
  return definition
}
