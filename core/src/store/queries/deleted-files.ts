import { defineQuery } from '../define-query.ts'
import { MAINS_SQL } from './_file-history.ts'

export interface DeletedFile {
  path: string
  revisions: number
  added: number
  deleted: number
  authors: number
  mainAuthor: string
  /** 0..1 */
  mainAuthorShare: number
  /** ms since the epoch. */
  lastChanged: number
}

/**
 * What the history says of the files that the project no longer has, those that changed most first. One that was renamed
 * counts for the name that it has today, or had last.
 */
export default defineQuery<{ limit: number }, DeletedFile>({
  id: 'deleted-files',
  sql: `
    WITH live AS (
      SELECT t.commit, t.path, t.author, t.made_at, t.added, t.deleted
      FROM touches t JOIN paths p ON p.id = t.path WHERE p.path NOT IN (SELECT path FROM files)
    ), ${MAINS_SQL},
    totals AS (
      SELECT path, count(DISTINCT commit) AS revisions, sum(added) AS added, sum(deleted) AS deleted,
             count(DISTINCT author) AS authors, max(made_at) AS last_changed
      FROM live GROUP BY path
    )
    SELECT p.path AS name, t.revisions, t.added, t.deleted, t.authors, t.last_changed,
           m.name AS main_author, m.share AS main_share
    FROM totals t JOIN paths p ON p.id = t.path JOIN mains m ON m.path = t.path
    ORDER BY t.revisions DESC, p.path
    LIMIT $limit`,
  bind: ({ limit }) => ({ limit }),
  row: (raw) => ({
    path: raw.name as string,
    revisions: raw.revisions as number,
    added: raw.added as number,
    deleted: raw.deleted as number,
    authors: raw.authors as number,
    mainAuthor: raw.main_author as string,
    mainAuthorShare: raw.main_share as number,
    lastChanged: raw.last_changed as number,
  }),
})
