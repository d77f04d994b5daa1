import type { SkipReason } from '../../document/records.ts'
import { defineQuery } from '../define-query.ts'

/** Files that were listed but not analysed, and why. */
export default defineQuery<Record<string, never>, { path: string; reason: SkipReason; message: string }>({
  id: 'skipped-files',
  sql: `SELECT path, skipped, message FROM files WHERE skipped <> '' ORDER BY path`,
  bind: () => ({}),
  row: (raw) => ({
    path: raw.path as string,
    reason: raw.skipped as SkipReason,
    message: raw.message as string,
  }),
})
