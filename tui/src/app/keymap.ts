import { actions as allActions } from '../actions.generated.ts'
import type { ActionDefinition } from '../define-action.ts'
import type { Binding } from '../define-panel.ts'
import { type Key, keyLabel } from '../screen/keys.ts'
import type { FooterKey } from './frame.ts'

/** All actions by their id. */
export const actions = new Map((allActions as ActionDefinition[]).map((action) => [action.id, action]))

const ALWAYS_SHOWN = ['help.show', 'palette.open', 'workspace.quit']

/** What the last line shows of a panel's keys, then those that work everywhere; `taken` instead, where the panel has them. */
export function footerKeys(
  bindings: readonly Binding<unknown>[],
  model: unknown,
  taken: { key: string; label: string }[] | null = null,
): FooterKey[] {
  if (taken) return taken.map((each) => ({ ...each, disabled: false }))
  const own = bindings.flatMap(({ action: id, disabled, hidden, quiet }): FooterKey[] => {
    const action = actions.get(id)
    if (quiet || hidden?.(model) || !action?.keys[0]) return []
    return [{ key: keyLabel(action.keys[0]), label: action.title, disabled: (disabled?.(model) ?? false) !== false }]
  })
  const always = ALWAYS_SHOWN.map((id): FooterKey => {
    const { keys, title } = actions.get(id)!
    return { key: keyLabel(keys[0]!), label: title, disabled: false, kept: id === 'help.show' }
  })
  return [...own, ...always]
}

/** What can be chosen by its name: the panel's own actions, then those that work everywhere. */
export function namedActions(bindings: readonly Binding<unknown>[]): ActionDefinition[] {
  const own = bindings.flatMap((each) => actions.get(each.action) ?? [])
  const others = [...actions.values()].filter((action) => action.everywhere && !action.movement)
  return [...new Set([...own, ...others])]
}

/**
 * The action that a key means: one of the panel's that does something now, one that says why it does not, or one that works
 * everywhere.
 */
export function actionFor(
  key: Key,
  bindings: readonly Binding<unknown>[],
  isOff: (action: ActionDefinition) => boolean = () => false,
): ActionDefinition | undefined {
  const bound = bindings
    .map((each) => actions.get(each.action))
    .filter((action) => action !== undefined)
    .filter((action) => action.keys.includes(key.name))
  return (
    bound.find((action) => !isOff(action)) ??
    bound[0] ??
    [...actions.values()].find((action) => action.everywhere && action.keys.includes(key.name))
  )
}
