import { integer, nullable, number, oneOf, optional, shape, text, tuple } from '../check.ts'
import { defineCollection } from '../define-collection.ts'
import type { FileRecord } from '../records.ts'

/** Path → what the engine knows of the file. */
export default defineCollection<FileRecord>({
  key: 'files',
  room: 'project',
  writer: 'engine',
  shape: 'map',
  check: shape({
    language: text,
    bytes: integer,
    lines: integer,
    code: integer,
    comments: integer,
    functions: integer,
    complexity: integer,
    maintainability: nullable(number),
    findings: tuple(integer, integer, integer),
    skipped: optional(
      oneOf(
        'binary',
        'too-large',
        'minified',
        'encoding',
        'unreadable',
        'vanished',
        'symlink-loop',
        'not-a-file',
        'too-deep',
        'failed',
      ),
    ),
  }),
})
