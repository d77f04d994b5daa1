import runs from '../document/collections/runs.ts'
import type { RunRecord } from '../document/records.ts'
import type { Store } from '../store/contract.ts'
import recentRuns from '../store/queries/recent-runs.ts'
import { errorText } from '../system/error.ts'
import type { HostedRoom } from './contract.ts'

export interface RunLog {
  /** Adds one run to the project's list and to the store. Must not throw: a full disk takes the note, not the run. */
  record(run: RunRecord): Promise<void>
  /** Shows the last runs of the store in a document that shows none. Must not throw. */
  restore(): Promise<void>
  /**
   * Does `work` and records it with its duration: as what it says it did, as nothing when that is null, or as failed or
   * cancelled when it throws, which it then does here too.
   */
  timed(
    kind: RunRecord['kind'],
    work: () => Promise<{ ok: boolean; summary: string } | null>,
    signal?: AbortSignal,
  ): Promise<void>
}

/** How many runs stay visible; older ones go, because every record costs each late joiner. The store keeps them all. */
const KEPT_RUNS = 50

export function createRunLog({
  project,
  store,
  log,
}: {
  project: HostedRoom
  store: () => Promise<Store>
  log(line: string): void
}): RunLog {
  async function record(run: RunRecord): Promise<void> {
    try {
      show(project, run)
      await (await store()).saveRun(run)
    } catch (fault) {
      log(`runs: ${errorText(fault)}`)
    }
  }

  async function restore(): Promise<void> {
    if (runs.size(project.doc) > 0) return
    try {
      const last = await (await store()).query(recentRuns, { limit: KEPT_RUNS })
      for (const run of last.reverse()) show(project, run)
    } catch (fault) {
      log(`runs: ${errorText(fault)}`)
    }
  }

  return {
    record,
    restore,
    async timed(kind, work, signal) {
      const startedAt = Date.now()
      const from = performance.now()
      const took = () => ({ kind, startedAt, tookMs: Math.round(performance.now() - from) })
      try {
        const done = await work()
        if (done) await record({ ...took(), outcome: done.ok ? 'ok' : 'failed', summary: done.summary })
      } catch (thrown) {
        await record({ ...took(), outcome: signal?.aborted ? 'cancelled' : 'failed', summary: errorText(thrown) })
        throw thrown
      }
    },
  }
}

function show(project: HostedRoom, run: RunRecord): void {
  project.write((doc) => {
    let id = String(run.startedAt)
    for (let ordinal = 2; runs.has(doc, id); ordinal++) id = `${run.startedAt}-${ordinal}`
    runs.put(doc, id, run)
    // A clock that was set back leaves runs of the future, which would outlive all that come.
    const age = ({ startedAt }: RunRecord) => (startedAt > run.startedAt ? -1 : startedAt)
    const oldestFirst = [...runs.entries(doc)].sort(([, a], [, b]) => age(a) - age(b))
    for (const [old] of oldestFirst.slice(0, -KEPT_RUNS)) runs.delete(doc, old)
  })
}
