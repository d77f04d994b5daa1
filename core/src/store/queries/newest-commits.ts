import { defineQuery } from '../define-query.ts'

/** Hashes of the newest commits without merges. */
export default defineQuery<{ limit: number }, string>({
  id: 'newest-commits',
  sql: 'SELECT hash FROM commits WHERE parents < 2 ORDER BY made_at DESC, id LIMIT $limit',
  bind: ({ limit }) => ({ limit }),
  row: (raw) => raw.hash as string,
})
