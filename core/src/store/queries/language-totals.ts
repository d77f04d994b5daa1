import { defineQuery } from '../define-query.ts'

export interface LanguageTotal {
  /** Language id; '' for text that has no grammar here. */
  language: string
  files: number
  lines: number
  code: number
}

/** Analysed files by language, the largest first. */
export default defineQuery<Record<string, never>, LanguageTotal>({
  id: 'language-totals',
  sql: `
    SELECT language, count(*) AS files, sum(lines) AS lines, sum(code) AS code FROM files WHERE skipped = ''
    GROUP BY language ORDER BY code DESC, language`,
  bind: () => ({}),
  row: (raw) => ({
    language: raw.language as string,
    files: raw.files as number,
    lines: raw.lines as number,
    code: raw.code as number,
  }),
})
