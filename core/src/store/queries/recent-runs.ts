import type { RunRecord } from '../../document/records.ts'
import { defineQuery } from '../define-query.ts'

/** The engine's last runs, the newest first. */
export default defineQuery<{ limit: number }, RunRecord>({
  id: 'recent-runs',
  sql: 'SELECT kind, started_at, took_ms, outcome, summary FROM runs ORDER BY started_at DESC LIMIT $limit',
  bind: ({ limit }) => ({ limit }),
  row: (raw) => ({
    kind: raw.kind as RunRecord['kind'],
    startedAt: raw.started_at as number,
    tookMs: raw.took_ms as number,
    outcome: raw.outcome as RunRecord['outcome'],
    summary: raw.summary as string,
  }),
})
