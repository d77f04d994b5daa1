import { defineQuery } from '../define-query.ts'

/** Everybody who committed, programs and merges included, the busiest first. */
export default defineQuery<Record<string, never>, { name: string; commits: number }>({
  id: 'commit-authors',
  sql: `
    SELECT a.name, count(*) AS commits FROM commits c JOIN authors a ON a.id = c.author
    GROUP BY a.name ORDER BY commits DESC, a.name`,
  bind: () => ({}),
  row: (raw) => ({ name: raw.name as string, commits: raw.commits as number }),
})
