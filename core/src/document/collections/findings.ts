import { integer, list, oneOf, optional, shape, text } from '../check.ts'
import { defineCollection } from '../define-collection.ts'
import type { FindingRecord } from '../records.ts'

/** Path → every finding of that file, so that a reader never sees a file half replaced. */
export default defineCollection<FindingRecord[]>({
  key: 'findings',
  room: 'project',
  writer: 'engine',
  shape: 'map',
  check: list(
    shape({
      rule: text,
      severity: oneOf('error', 'warning', 'info'),
      line: integer,
      column: integer,
      endLine: integer,
      endColumn: integer,
      message: text,
      cwe: list(integer),
      fingerprint: text,
      cell: optional(integer),
    }),
  ),
})
