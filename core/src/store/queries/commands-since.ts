import { defineQuery } from '../define-query.ts'

/** Commands and tool calls that succeeded since a time, the oldest first, each once. */
export default defineQuery<{ since: number; limit: number }, string>({
  id: 'commands-since',
  sql: `
    SELECT summary FROM runs WHERE started_at >= $since AND outcome = 'ok' AND kind IN ('command', 'tool', 'cell')
    GROUP BY summary ORDER BY min(started_at) LIMIT $limit`,
  bind: ({ since, limit }) => ({ since, limit }),
  row: (raw) => raw.summary as string,
})
