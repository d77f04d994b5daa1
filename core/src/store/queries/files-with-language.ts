import { defineQuery } from '../define-query.ts'

export interface FileWithLanguage {
  path: string
  hash: string
  /** Language id, or '' for a file without a grammar. */
  language: string
  /** For notebooks: the code cells in JSON; '' for others. */
  cells: string
}

/** What is known of each of these files, those that are gone left out. */
export default defineQuery<{ paths: string[] }, FileWithLanguage>({
  id: 'files-with-language',
  sql: `
    SELECT path, hash, language, cells FROM files
    WHERE path IN (SELECT unnest($paths)) AND skipped = ''`,
  bind: ({ paths }) => ({ paths }),
  row: (raw) => ({
    path: raw.path as string,
    hash: raw.hash as string,
    language: raw.language as string,
    cells: raw.cells as string,
  }),
})
