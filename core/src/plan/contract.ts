import type { CoChangeRecord, FindingRecord, HotspotRecord, OwnerRecord, StepRecord } from '../document/records.ts'

/** All that the planner looks at. It is pure: the same facts give the same plan. */
export interface PlanFacts {
  findings: { path: string; finding: FindingRecord }[]
  functions: {
    path: string
    name: string
    line: number
    endLine: number
    cyclomatic: number
    cognitive: number
    codeLines: number
  }[]
  hotspots: HotspotRecord[]
  coChanges: CoChangeRecord[]
  owners: OwnerRecord[]
  /** Fingerprints that people dismissed or accepted. */
  triaged: ReadonlySet<string>
}

/** Step id (stable: derived from what the step is about) → the step as the planner would write it. */
export interface Plan extends ReadonlyMap<string, StepRecord> {
  /** Keys of all evidence that the facts hold, proposed or not: what a step names beyond these is gone. */
  readonly evidence: ReadonlySet<string>
}
