import { defineQuery } from '../define-query.ts'

export interface WeeklyCommits {
  /** Weeks since Monday, 29 December 1969, in UTC. */
  week: number
  commits: number
  firstAt: number
  lastAt: number
}

/** Commits by week, oldest first. A commit dated after `now` counts in the week of `now`: some clocks are wrong. */
export default defineQuery<{ now: number }, WeeklyCommits>({
  id: 'weekly-commits',
  sql: `
    WITH dated AS (SELECT least(made_at, $now) AS made_at FROM commits)
    SELECT floor((made_at / 86400000 + 3) / 7) AS week, count(*) AS commits, min(made_at) AS first_at, max(made_at) AS last_at
    FROM dated GROUP BY week ORDER BY week`,
  bind: ({ now }) => ({ now }),
  row: (raw) => ({
    week: raw.week as number,
    commits: raw.commits as number,
    firstAt: raw.first_at as number,
    lastAt: raw.last_at as number,
  }),
})
