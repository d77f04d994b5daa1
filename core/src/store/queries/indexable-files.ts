import { defineQuery } from '../define-query.ts'

/** Every file that was read, with the hash of its bytes; what was skipped has no text to search. */
export default defineQuery<Record<string, never>, { path: string; hash: string }>({
  id: 'indexable-files',
  sql: `SELECT path, hash FROM files WHERE skipped = '' AND hash <> ''`,
  bind: () => ({}),
  row: (raw) => ({ path: raw.path as string, hash: raw.hash as string }),
})
