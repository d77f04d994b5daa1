import { defineQuery } from '../define-query.ts'

export interface DuplicateBlock {
  hash: string
  path: string
  line: number
  endLine: number
}

/** Blocks that stand in two or more places, those of one hash side by side. Read it with `Store.stream`. */
export default defineQuery<Record<string, never>, DuplicateBlock>({
  id: 'duplicate-blocks',
  sql: `
    WITH repeated AS (SELECT hash FROM blocks GROUP BY hash HAVING count(*) > 1)
    SELECT b.hash, f.path, b.line, b.end_line
    FROM blocks b SEMI JOIN repeated r ON r.hash = b.hash JOIN files f ON f.id = b.file
    ORDER BY b.hash, f.path, b.line`,
  bind: () => ({}),
  row: (raw) => ({
    hash: raw.hash as string,
    path: raw.path as string,
    line: raw.line as number,
    endLine: raw.end_line as number,
  }),
})
