import type { KnownFile } from '../contract.ts'
import { defineQuery } from '../define-query.ts'

/** Every file that the store has facts of, or a reason why there are none. */
export default defineQuery<Record<string, never>, KnownFile>({
  id: 'known-files',
  sql: 'SELECT path, bytes, mtime, hash FROM files',
  bind: () => ({}),
  row: (raw) => ({
    path: raw.path as string,
    bytes: raw.bytes as number,
    mtimeMs: raw.mtime as number,
    hash: raw.hash as string,
  }),
})
