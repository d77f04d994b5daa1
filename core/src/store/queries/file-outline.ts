import type { SymbolFact } from '@tlc/analyzers/facts'
import { defineQuery } from '../define-query.ts'
import { SYMBOL_COLUMNS, symbolOf } from './_facts.ts'

/** The definitions of one file, from the top down. */
export default defineQuery<{ path: string }, SymbolFact>({
  id: 'file-outline',
  sql: `
    SELECT ${SYMBOL_COLUMNS} FROM symbols s JOIN files f ON f.id = s.file
    WHERE f.path = $path ORDER BY s.line, s."column"`,
  bind: ({ path }) => ({ path }),
  row: symbolOf,
})
