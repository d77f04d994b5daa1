import { defineQuery } from '../define-query.ts'
import { SYMBOL_COLUMNS, symbolOf } from './_facts.ts'
import type { Definition } from './definitions-by-name.ts'

/** Every definition below a folder (or of one file; '' is the project), by path and line. Read it with `Store.stream`. */
export default defineQuery<{ under: string }, Definition>({
  id: 'all-symbols',
  sql: `
    SELECT f.path, f.language, ${SYMBOL_COLUMNS} FROM symbols s JOIN files f ON f.id = s.file
    WHERE $under = '' OR f.path = $under OR starts_with(f.path, $under || '/')
    ORDER BY f.path, s.line, s."column"`,
  bind: ({ under }) => ({ under }),
  row: (raw) => ({ path: raw.path as string, language: raw.language as string, symbol: symbolOf(raw) }),
})
