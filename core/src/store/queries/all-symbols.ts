import { defineQuery } from '../define-query.ts'
import { SYMBOL_COLUMNS, symbolOf } from './_facts.ts'
import type { Definition } from './definitions-by-name.ts'

/** Definitions of the files from path `first` to path `last` in the order of the paths' bytes, by path and line. */
export default defineQuery<{ first: string; last: string }, Definition>({
  id: 'all-symbols',
  sql: `
    SELECT f.path, f.language, ${SYMBOL_COLUMNS} FROM symbols s JOIN files f ON f.id = s.file
    WHERE f.path BETWEEN $first AND $last
    ORDER BY f.path, s.line, s."column"`,
  bind: ({ first, last }) => ({ first, last }),
  row: (raw) => ({ path: raw.path as string, language: raw.language as string, symbol: symbolOf(raw) }),
})
