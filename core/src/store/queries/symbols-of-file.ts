import { defineQuery } from '../define-query.ts'
import { SYMBOL_COLUMNS, type SymbolRow, symbolRow } from './_symbol-row.ts'

/** The definitions of one file, from the top down. */
export default defineQuery<{ path: string }, SymbolRow>({
  id: 'symbols-of-file',
  sql: `
    SELECT ${SYMBOL_COLUMNS} FROM symbols s JOIN files f ON f.id = s.file
    WHERE f.path = $path ORDER BY s.line, s."column", s.end_line DESC`,
  bind: ({ path }) => ({ path }),
  row: symbolRow,
})
