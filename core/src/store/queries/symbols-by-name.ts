import { defineQuery } from '../define-query.ts'
import { SYMBOL_COLUMNS, type SymbolRow, symbolRow } from './_symbol-row.ts'

export type SymbolPlace = SymbolRow

/** Every definition of exactly this name. */
export default defineQuery<{ name: string }, SymbolPlace>({
  id: 'symbols-by-name',
  sql: `
    SELECT ${SYMBOL_COLUMNS} FROM symbols s JOIN files f ON f.id = s.file
    WHERE s.name = $name ORDER BY f.path, s.line`,
  bind: ({ name }) => ({ name }),
  row: symbolRow,
})
