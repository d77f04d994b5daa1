import { defineQuery } from '../define-query.ts'

export interface MonthlyRevisions {
  path: string
  /** 0 is the calendar month of `now` in UTC, 11 the oldest. */
  monthsAgo: number
  revisions: number
}

/** Revisions of the given files in each of the last 12 months; months without any are left out. */
export default defineQuery<{ paths: string[]; now: number }, MonthlyRevisions>({
  id: 'monthly-revisions',
  sql: `
    WITH dated AS (
      SELECT p.path, t.commit, date_diff('month', date_trunc('month', make_timestamp_ms(t.made_at::BIGINT)),
             date_trunc('month', make_timestamp_ms($now::BIGINT))) AS months_ago
      FROM touches t JOIN paths p ON p.id = t.path
      WHERE p.path IN (SELECT unnest($paths))
    )
    SELECT path, months_ago, count(DISTINCT commit) AS revisions
    FROM dated WHERE months_ago BETWEEN 0 AND 11 GROUP BY ALL`,
  bind: ({ paths, now }) => ({ paths, now }),
  row: (raw) => ({
    path: raw.path as string,
    monthsAgo: raw.months_ago as number,
    revisions: raw.revisions as number,
  }),
})
