import { defineQuery } from '../define-query.ts'

export interface RecentCommit {
  hash: string
  author: string
  /** ms since the epoch. */
  at: number
  subject: string
  /** Of the files that it changed, the first by name. */
  paths: string[]
}

/** The newest commits without merges; with `hashes` only those. */
export default defineQuery<{ limit: number; hashes: string[] }, RecentCommit>({
  id: 'recent-commits',
  sql: `
    WITH chosen AS (
      SELECT * FROM commits
      WHERE parents < 2 AND (len($hashes) = 0 OR hash IN (SELECT unnest($hashes)))
      ORDER BY made_at DESC, id LIMIT $limit
    )
    SELECT c.hash, a.name AS author, c.made_at, c.subject,
           coalesce(array_to_string(list_slice(list_sort(list(DISTINCT p.path)), 1, 20), chr(10)), '') AS paths
    FROM chosen c JOIN authors a ON a.id = c.author
    LEFT JOIN changes g ON g.commit = c.id LEFT JOIN paths p ON p.id = g.path
    GROUP BY c.hash, a.name, c.made_at, c.subject, c.id
    ORDER BY c.made_at DESC, c.id`,
  bind: ({ limit, hashes }) => ({ limit, hashes }),
  row: (raw) => ({
    hash: raw.hash as string,
    author: raw.author as string,
    at: raw.made_at as number,
    subject: raw.subject as string,
    paths: raw.paths === '' ? [] : (raw.paths as string).split('\n'),
  }),
})
