import type { ReferenceTable } from '@tlc/analyzers/facts'
import { defineQuery } from '../define-query.ts'
import { decodeReferences } from '../reference-table.ts'

/** Every use of every name in one file: one row, or none for a file without any. */
export default defineQuery<{ path: string }, ReferenceTable>({
  id: 'file-references',
  sql: `
    SELECT r.names, r.counts, r.positions FROM file_references r JOIN files f ON f.id = r.file WHERE f.path = $path`,
  bind: ({ path }) => ({ path }),
  row: (raw) =>
    decodeReferences({
      names: raw.names as string,
      counts: raw.counts as Uint8Array,
      positions: raw.positions as Uint8Array,
    }),
})
