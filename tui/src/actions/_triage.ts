import type { TriageRecord } from '@tlc/core/document/records'
import type { AppContext } from '../app/context.ts'
import { plural } from '../panels/_figures.ts'
import type { FindingRow, FindingsModel, TriageInput, TriageUndo } from '../panels/findings.ts'

/** The server takes so many at once. */
const MOST_AT_ONCE = 1_000
const ACTIONS = { accepted: 'accept', dismissed: 'dismiss' } as const
const DONE = { accept: 'Accepted', dismiss: 'Dismissed', reopen: 'Reopened' } as const

/** Triages the selected finding, or all of the selected group; for accepting and dismissing it asks why. */
export async function triageSelected(
  context: AppContext<FindingsModel>,
  action: TriageInput['action'],
  question?: string,
): Promise<void> {
  const targets = targetsFor(action, context.model.targets)
  if (targets.length > MOST_AT_ONCE)
    return context.say(`At most ${MOST_AT_ONCE} findings at once: a filter (/) makes the group smaller`)
  const which = targets.length > 1 ? `${plural(targets.length, 'finding')}: ` : ''
  const reason = question === undefined ? '' : await context.prompt(`${which}${question}`)
  if (reason === null) return
  const fingerprints = targets.map(({ finding }) => finding.fingerprint)
  const given = await context.intent('finding-triage', { fingerprints, action, ...(reason !== '' && { reason }) })
  if (!given) return
  context.state.undo = undoOf(targets)
  const hidden = action === 'reopen' ? '' : ', t shows what is hidden'
  context.say(`${DONE[action]} ${plural(targets.length, 'finding')}: u takes it back${hidden}`)
}

/** Of a group those that the action changes; one finding is always meant. */
function targetsFor(action: TriageInput['action'], targets: readonly FindingRow[]): readonly FindingRow[] {
  if (targets.length <= 1) return targets
  return targets.filter(({ triage }) =>
    action === 'reopen' ? triage : ACTIONS[triage?.state ?? 'accepted'] !== action || !triage,
  )
}

/** What brings back the states that these have now. */
function undoOf(targets: readonly FindingRow[]): TriageUndo {
  const byState = Map.groupBy(targets, ({ triage }) => JSON.stringify(triage ? [triage.state, triage.reason] : null))
  return Array.from(byState, ([key, rows]): TriageInput => {
    const fingerprints = rows.map(({ finding }) => finding.fingerprint)
    const before = JSON.parse(key) as [TriageRecord['state'], string] | null
    return before ? { fingerprints, action: ACTIONS[before[0]], reason: before[1] } : { fingerprints, action: 'reopen' }
  })
}
