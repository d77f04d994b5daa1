import { defineQuery } from '../define-query.ts'

export interface IndexableFile {
  path: string
  hash: string
  /** Files with an import whose last part is this file's name; several files of one name share them. */
  importers: number
  /** ms since the epoch. */
  mtimeMs: number
}

/** Every file that was read, with how much it matters to others; what was skipped has no text to search. */
export default defineQuery<Record<string, never>, IndexableFile>({
  id: 'indexable-files',
  sql: `
    WITH imported AS (
      SELECT regexp_extract(regexp_replace(module, '\\.[a-z]{1,3}$', ''), '([A-Za-z0-9_-]+)$', 1) AS stem,
             count(DISTINCT file) AS importers
      FROM imports GROUP BY stem
    )
    SELECT f.path, f.hash, f.mtime, coalesce(i.importers, 0)::INTEGER AS importers
    FROM files f LEFT JOIN imported i ON i.stem <> '' AND i.stem = regexp_extract(f.path, '([^/]+?)(?:\\.[^./]*)*$', 1)
    WHERE f.skipped = '' AND f.hash <> ''`,
  bind: () => ({}),
  row: (raw) => ({
    path: raw.path as string,
    hash: raw.hash as string,
    importers: raw.importers as number,
    mtimeMs: raw.mtime as number,
  }),
})
