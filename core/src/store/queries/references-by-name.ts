import { defineQuery } from '../define-query.ts'
import { positionsOf } from '../reference-table.ts'

export interface FileReferences {
  path: string
  language: string
  /** In the order of the file. */
  uses: { line: number; column: number }[]
}

/**
 * Where a name is used, by file. The names of a file stand in one text, so that this is a search for a short text in a
 * few megabytes, with no index to keep up.
 */
export default defineQuery<{ name: string; limit: number }, FileReferences>({
  id: 'references-by-name',
  sql: `
    SELECT f.path, f.language, $name AS name, r.names, r.counts, r.positions
    FROM file_references r JOIN files f ON f.id = r.file
    WHERE contains(r.names, chr(10) || $name || chr(10))
    ORDER BY f.path LIMIT $limit`,
  bind: ({ name, limit }) => ({ name, limit }),
  row: (raw) => ({
    path: raw.path as string,
    language: raw.language as string,
    uses: positionsOf(
      { names: raw.names as string, counts: raw.counts as Uint8Array, positions: raw.positions as Uint8Array },
      raw.name as string,
    ),
  }),
})
