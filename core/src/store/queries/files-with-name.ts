import { defineQuery } from '../define-query.ts'

export interface FileWithName {
  path: string
  language: string
  /** It has an import that comes first. */
  imports: boolean
}

/**
 * Files in which a name stands. Those with an import of the name, of all of a module or of a module whose text holds
 * `module` come first; `others` says whether they come without the name too, since an import may give it another.
 */
export default defineQuery<{ name: string; module: string; others: boolean; limit: number }, FileWithName>({
  id: 'files-with-name',
  sql: `
    WITH importing AS (
      SELECT file, bool_or(contains(module, $module)) AS module FROM imports
      WHERE names = '*' OR contains(module, $module) OR contains(chr(10) || names || chr(10), chr(10) || $name || chr(10))
      GROUP BY file
    )
    SELECT f.path, f.language, i.file IS NOT NULL AS imports
    FROM files f JOIN file_references r ON r.file = f.id LEFT JOIN importing i ON i.file = f.id
    WHERE contains(r.names, chr(10) || $name || chr(10)) OR ($others AND i.module)
    ORDER BY i.file IS NULL, f.path LIMIT $limit`,
  bind: ({ name, module, others, limit }) => ({ name, module, others, limit }),
  row: (raw) => ({ path: raw.path as string, language: raw.language as string, imports: raw.imports as boolean }),
})
