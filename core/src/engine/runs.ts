import runs from '../document/collections/runs.ts'
import type { RunRecord } from '../document/records.ts'
import type { HostedRoom } from './contract.ts'

/** How many runs stay visible; older ones go, because every record costs each late joiner. */
const KEPT_RUNS = 50

/** Adds one run to the project's list and drops the oldest past the limit. */
export function recordRun(project: HostedRoom, run: RunRecord): void {
  project.write((doc) => {
    let id = String(run.startedAt)
    for (let ordinal = 2; runs.has(doc, id); ordinal++) id = `${run.startedAt}-${ordinal}`
    runs.put(doc, id, run)
    const oldestFirst = [...runs.entries(doc)].sort(([, a], [, b]) => a.startedAt - b.startedAt)
    for (const [old] of oldestFirst.slice(0, -KEPT_RUNS)) runs.delete(doc, old)
  })
}
