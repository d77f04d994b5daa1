import { number, oneOf, shape, text } from '../check.ts'
import { defineCollection } from '../define-collection.ts'
import type { RunRecord } from '../records.ts'

/** Run id → one run of the engine, or of a command that it was told of. The engine keeps the last 50. */
export default defineCollection<RunRecord>({
  key: 'runs',
  room: 'project',
  writer: 'engine',
  shape: 'map',
  check: shape({
    kind: oneOf('scan', 'analyse', 'history', 'plan', 'command', 'test', 'cell', 'tool'),
    startedAt: number,
    tookMs: number,
    outcome: oneOf('ok', 'failed', 'cancelled'),
    summary: text,
  }),
})
