import { integer, list, number, shape, text } from '../check.ts'
import { defineCollection } from '../define-collection.ts'
import type { HistoryRecords } from '../records.ts'

/** What the commits tell; each key replaced whole. */
export default defineCollection<HistoryRecords>({
  key: 'history',
  room: 'project',
  writer: 'engine',
  shape: 'records',
  checks: {
    hotspots: list(
      shape({
        path: text,
        revisions: integer,
        added: integer,
        deleted: integer,
        complexity: number,
        lines: integer,
        score: number,
        authors: integer,
        mainAuthor: text,
        mainAuthorShare: number,
        lastChanged: number,
        trend: list(number),
      }),
    ),
    coChanges: list(shape({ a: text, b: text, together: integer, degree: number })),
    owners: list(shape({ name: text, commits: integer, files: integer, owns: integer, lastAt: number })),
    busFactor: shape({ people: integer, names: list(text) }),
  },
})
