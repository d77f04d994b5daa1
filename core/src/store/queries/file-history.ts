import type { HotspotRecord } from '../../document/records.ts'
import { defineQuery } from '../define-query.ts'
import { LIVE_SQL, MAINS_SQL } from './_file-history.ts'

/**
 * What the history says of every file that the project still has, the hottest first.
 *
 * `score` = revisions / most revisions of a file × lines of code / most lines of code of a file. That code which is
 * large and changes often hurts most is Adam Tornhill's hotspot ("Your Code as a Crime Scene", 2015, chapter 4). Only
 * files in a programming language have a score, unless the project has none of those.
 */
export default defineQuery<{ limit: number }, Omit<HotspotRecord, 'trend'>>({
  id: 'file-history',
  sql: `
    WITH ${LIVE_SQL}, ${MAINS_SQL},
    totals AS (
      SELECT path, any_value(file) AS file, count(DISTINCT commit) AS revisions, sum(added) AS added, sum(deleted) AS deleted,
             count(DISTINCT author) AS authors, max(made_at) AS last_changed
      FROM live GROUP BY path
    ),
    sized AS (
      SELECT t.*, f.path AS name, f.complexity, f.lines, f.code,
             f.language <> '' OR NOT EXISTS (SELECT 1 FROM files WHERE language <> '') AS ranked
      FROM totals t JOIN files f ON f.id = t.file
    ),
    scored AS (
      SELECT *, CASE WHEN ranked THEN
        coalesce(revisions / nullif(max(revisions) FILTER (ranked) OVER (), 0) * code / nullif(max(code) FILTER (ranked) OVER (), 0), 0)
        ELSE 0 END AS score
      FROM sized
    )
    SELECT s.name AS path, s.revisions, s.added, s.deleted, s.complexity, s.lines, s.score, s.authors, s.last_changed,
           m.name AS main_author, m.share AS main_share
    FROM scored s JOIN mains m ON m.path = s.path
    ORDER BY s.score DESC, s.revisions DESC, s.name
    LIMIT $limit`,
  bind: ({ limit }) => ({ limit }),
  row: (raw) => ({
    path: raw.path as string,
    revisions: raw.revisions as number,
    added: raw.added as number,
    deleted: raw.deleted as number,
    complexity: raw.complexity as number,
    lines: raw.lines as number,
    score: raw.score as number,
    authors: raw.authors as number,
    mainAuthor: raw.main_author as string,
    mainAuthorShare: raw.main_share as number,
    lastChanged: raw.last_changed as number,
  }),
})
