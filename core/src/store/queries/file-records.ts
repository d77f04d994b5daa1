import type { FileRecord, SkipReason } from '../../document/records.ts'
import { defineQuery } from '../define-query.ts'

/** Every file as the shared document shows it. */
export default defineQuery<Record<string, never>, { path: string; record: FileRecord }>({
  id: 'file-records',
  sql: `
    WITH counts AS (
      SELECT file, count(*) FILTER (severity = 'error') AS errors, count(*) FILTER (severity = 'warning') AS warnings,
             count(*) FILTER (severity = 'info') AS infos
      FROM findings GROUP BY file
    )
    SELECT f.path, f.language, f.bytes, f.lines, f.code, f.comments, f.functions, f.complexity, f.maintainability, f.skipped,
           coalesce(c.errors, 0) AS errors, coalesce(c.warnings, 0) AS warnings, coalesce(c.infos, 0) AS infos
    FROM files f LEFT JOIN counts c ON c.file = f.id
    ORDER BY f.path`,
  bind: () => ({}),
  row: (raw) => ({
    path: raw.path as string,
    record: {
      language: (raw.language as string) || typeByExtension(raw.path as string),
      bytes: raw.bytes as number,
      lines: raw.lines as number,
      code: raw.code as number,
      comments: raw.comments as number,
      functions: raw.functions as number,
      complexity: raw.complexity as number,
      maintainability: raw.maintainability as number | null,
      findings: [raw.errors as number, raw.warnings as number, raw.infos as number],
      ...(raw.skipped !== '' && { skipped: raw.skipped as SkipReason }),
    },
  }),
})

function typeByExtension(path: string): string {
  return path.match(/[^/]\.([A-Za-z0-9]{1,12})$/)?.[1]?.toLowerCase() ?? ''
}
