import type { OwnerRecord } from '../../document/records.ts'
import { defineQuery } from '../define-query.ts'
import { LIVE_SQL, MAINS_SQL } from './_file-history.ts'

/** `leads` counts the files in which nobody wrote more; `owns` those with more than half. */
export interface CodeOwner extends OwnerRecord {
  leads: number
}

/** People who wrote the project's present files, programs left out; those who lead most files first. */
export default defineQuery<Record<string, never>, CodeOwner>({
  id: 'code-owners',
  sql: `
    WITH ${LIVE_SQL}, ${MAINS_SQL},
    leaders AS (
      SELECT author, count(*) AS leads, count(*) FILTER (share > 0.5) AS owns FROM mains WHERE NOT bot GROUP BY author
    ),
    touchers AS (SELECT author, count(DISTINCT path) AS files FROM live GROUP BY author),
    committers AS (SELECT author, count(*) AS commits, max(made_at) AS last_at FROM commits GROUP BY author)
    SELECT a.name, c.commits, coalesce(t.files, 0) AS files, coalesce(l.owns, 0) AS owns, coalesce(l.leads, 0) AS leads, c.last_at
    FROM authors a JOIN committers c ON c.author = a.id
    LEFT JOIN touchers t ON t.author = a.id LEFT JOIN leaders l ON l.author = a.id
    WHERE NOT a.bot
    ORDER BY leads DESC, c.commits DESC, a.name`,
  bind: () => ({}),
  row: (raw) => ({
    name: raw.name as string,
    commits: raw.commits as number,
    files: raw.files as number,
    owns: raw.owns as number,
    leads: raw.leads as number,
    lastAt: raw.last_at as number,
  }),
})
