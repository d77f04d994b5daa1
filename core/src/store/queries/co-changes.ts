import type { CoChangeRecord } from '../../document/records.ts'
import { defineQuery } from '../define-query.ts'

/** Commits that touch more files than this say nothing about any two of them: moves, reformatting, licence headers. */
export const LARGEST_CHANGESET = 30
/** Pairs are looked for among this many files with the most revisions, which bounds the work whatever the history. */
const CANDIDATES = 1_000
/** Fewer common commits are chance. */
const FEWEST_TOGETHER = 3

/**
 * Pairs of present files that change in the same commits, the strongest first. `degree` is the share of the commits of
 * the rarer file that also touched the other (temporal coupling: Tornhill, "Your Code as a Crime Scene", chapter 8).
 */
export default defineQuery<{ limit: number }, CoChangeRecord>({
  id: 'co-changes',
  sql: `
    WITH small AS (
      SELECT commit FROM touches GROUP BY commit HAVING count(DISTINCT path) BETWEEN 2 AND ${LARGEST_CHANGESET}
    ),
    busy AS (
      SELECT t.path, p.path AS name, count(DISTINCT t.commit) AS revisions
      FROM touches t JOIN paths p ON p.id = t.path JOIN files f ON f.path = p.path
      GROUP BY ALL HAVING revisions >= ${FEWEST_TOGETHER}
      ORDER BY revisions DESC, name LIMIT ${CANDIDATES}
    ),
    kept AS (
      SELECT DISTINCT t.commit, t.path FROM touches t SEMI JOIN small s ON s.commit = t.commit SEMI JOIN busy b ON b.path = t.path
    ),
    pairs AS (
      SELECT x.path AS a, y.path AS b, count(*) AS together
      FROM kept x JOIN kept y ON x.commit = y.commit AND x.path < y.path
      GROUP BY ALL HAVING together >= ${FEWEST_TOGETHER}
    )
    SELECT least(a.name, b.name) AS a, greatest(a.name, b.name) AS b, p.together,
           p.together / least(a.revisions, b.revisions) AS degree
    FROM pairs p JOIN busy a ON a.path = p.a JOIN busy b ON b.path = p.b
    ORDER BY p.together * degree DESC, 1, 2
    LIMIT $limit`,
  bind: ({ limit }) => ({ limit }),
  row: (raw) => ({
    a: raw.a as string,
    b: raw.b as string,
    together: raw.together as number,
    degree: raw.degree as number,
  }),
})
