import type { EvidenceRecord, StepRecord } from '../document/records.ts'
import type { Plan } from './contract.ts'

/** What the figures of evidence end in once the engine no longer sees it. */
export const GONE_MARK = ' (no longer there)'

/**
 * The steps of a session after a new proposal. Steps that nobody acted on follow the proposal: they change, come and go
 * with it. Of the others only `evidence[].gone` and its mark in the figures change; a step whose evidence comes back
 * says that too. A step that does not change is the same object.
 */
export function refreshPlan(current: ReadonlyMap<string, StepRecord>, plan: Plan): Map<string, StepRecord> {
  const next = new Map<string, StepRecord>()
  for (const [id, step] of current) {
    if (isPeoples(step)) next.set(id, withEvidence(step, plan.evidence))
  }
  for (const [id, proposed] of plan) {
    if (next.has(id)) continue
    const former = current.get(id)
    next.set(id, former && JSON.stringify(former) === JSON.stringify(proposed) ? former : proposed)
  }
  return next
}

function isPeoples(step: StepRecord): boolean {
  return step.touched || step.origin === 'person'
}

function withEvidence(step: StepRecord, present: ReadonlySet<string>): StepRecord {
  const evidence = step.evidence.map((each) => withPresence(each, !present.has(each.key)))
  return evidence.every((each, i) => each === step.evidence[i]) ? step : { ...step, evidence }
}

function withPresence(evidence: EvidenceRecord, gone: boolean): EvidenceRecord {
  if (evidence.gone === gone) return evidence
  const figures = evidence.figures.endsWith(GONE_MARK) ? evidence.figures.slice(0, -GONE_MARK.length) : evidence.figures
  return { ...evidence, gone, figures: gone ? figures + GONE_MARK : figures }
}
