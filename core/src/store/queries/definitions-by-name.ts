import type { SymbolFact } from '@tlc/analyzers/facts'
import { defineQuery } from '../define-query.ts'
import { SYMBOL_COLUMNS, symbolOf } from './_facts.ts'

export interface Definition {
  path: string
  language: string
  symbol: SymbolFact
}

/** Every definition of exactly this name. */
export default defineQuery<{ name: string }, Definition>({
  id: 'definitions-by-name',
  sql: `
    SELECT f.path, f.language, ${SYMBOL_COLUMNS} FROM symbols s JOIN files f ON f.id = s.file
    WHERE s.name = $name ORDER BY f.path, s.line`,
  bind: ({ name }) => ({ name }),
  row: (raw) => ({ path: raw.path as string, language: raw.language as string, symbol: symbolOf(raw) }),
})
