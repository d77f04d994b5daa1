import sessions from '../collections/sessions.ts'
import steps from '../collections/steps.ts'
import { defineMigration } from '../define-migration.ts'
import type { StepRecord } from '../records.ts'

/** Documents from before versions were stamped: their steps have no order and no origin, their sessions no state. */
export default defineMigration({
  to: 1,
  run(doc) {
    const missing = { position: 0, touched: false, origin: 'planner', decision: null, claimedBy: null } as const
    const unordered = [...steps.entries(doc)].sort(([a], [b]) => (a < b ? -1 : 1))
    for (const [i, [id, step]] of unordered.entries()) {
      const written: Partial<StepRecord> = step
      steps.put(doc, id, { ...missing, position: (i + 1) * 1024, ...written } as StepRecord)
    }
    for (const [id, session] of [...sessions.entries(doc)]) {
      sessions.put(doc, id, { ...session, state: session.state ?? 'open' })
    }
  },
})
