import type { Vote } from '../../learning/contract.ts'
import { defineQuery } from '../define-query.ts'

/** What people thought of fixes and hits, the oldest first. */
export default defineQuery<Record<string, never>, Vote>({
  id: 'votes',
  sql: 'SELECT * FROM votes ORDER BY made_at, id',
  bind: () => ({}),
  row: (raw) => ({
    id: raw.id as string,
    target: raw.target as string,
    name: raw.name as string,
    query: raw.query as string,
    useful: raw.useful as boolean,
    by: JSON.parse(raw.author as string),
    at: raw.made_at as number,
  }),
})
