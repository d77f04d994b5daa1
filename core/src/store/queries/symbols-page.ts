import { defineQuery } from '../define-query.ts'
import { SYMBOL_COLUMNS, type SymbolRow, symbolRow } from './_symbol-row.ts'

/** `limit` definitions of the project behind the first `after`, by path and line. */
export default defineQuery<{ after: number; limit: number }, SymbolRow>({
  id: 'symbols-page',
  sql: `
    SELECT ${SYMBOL_COLUMNS} FROM symbols s JOIN files f ON f.id = s.file
    ORDER BY f.path, s.line, s."column", s.end_line DESC, s.name
    LIMIT $limit OFFSET $after`,
  bind: ({ after, limit }) => ({ after, limit }),
  row: symbolRow,
})
