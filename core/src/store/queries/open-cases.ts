import type { OpenCase } from '../../learning/contract.ts'
import { defineQuery } from '../define-query.ts'

/** Errors that wait for a success of their command, the oldest first. */
export default defineQuery<Record<string, never>, OpenCase>({
  id: 'open-cases',
  sql: 'SELECT * FROM open_cases ORDER BY opened_at, id',
  bind: () => ({}),
  row: (raw) => ({
    id: raw.id as string,
    command: raw.command as string,
    fingerprint: JSON.parse(raw.fingerprint as string),
    error: raw.error as string,
    openedAt: raw.opened_at as number,
    lastAt: raw.last_at as number,
    mark: raw.mark as string,
    lastMark: raw.last_mark as string,
    advised: JSON.parse(raw.advised as string),
    left: JSON.parse(raw.change as string),
  }),
})
