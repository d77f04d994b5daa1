import { defineQuery } from '../define-query.ts'
import { LIVE_SQL } from './_file-history.ts'

export interface FileChanges {
  /** Commits that changed it, under this or an earlier path. */
  commits: number
  authors: number
  lastAuthor: string
  /** ms since the epoch. */
  lastAt: number
}

/** How often a file was changed, and by whom last; no row when no commit did. */
export default defineQuery<{ path: string }, FileChanges>({
  id: 'changes-of-file',
  sql: `
    WITH ${LIVE_SQL}
    SELECT count(DISTINCT l.commit) AS commits, count(DISTINCT l.author) AS authors,
           arg_max(a.name, l.made_at) AS last_author, max(l.made_at) AS last_at
    FROM live l JOIN files f ON f.id = l.file JOIN authors a ON a.id = l.author
    WHERE f.path = $path HAVING count(*) > 0`,
  bind: ({ path }) => ({ path }),
  row: (raw) => ({
    commits: raw.commits as number,
    authors: raw.authors as number,
    lastAuthor: raw.last_author as string,
    lastAt: raw.last_at as number,
  }),
})
