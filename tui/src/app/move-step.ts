import type { PlanModel } from '../panels/plan.ts'
import type { AppContext } from './context.ts'

/** Puts the selected step one place up or down, and keeps it selected. */
export async function moveStep(context: AppContext<PlanModel>, by: 1 | -1): Promise<void> {
  const { all, current, session } = context.model
  if (!current) return
  const at = all.findIndex(({ id }) => id === current.id)
  const target = at + by
  if (target < 0 || target >= all.length) {
    context.say(by < 0 ? 'It is the first step' : 'It is the last step')
    return
  }
  const after = by < 0 ? (all[at - 2]?.id ?? null) : all[at + 1]!.id
  if (await context.intent('step-move', { session, step: current.id, after }))
    context.select(context.state.selected + by)
}
