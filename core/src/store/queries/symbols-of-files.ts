import type { SymbolFact } from '@tlc/analyzers/facts'
import { defineQuery } from '../define-query.ts'
import { SYMBOL_COLUMNS, symbolOf } from './_facts.ts'

/** The definitions of several files, each file's from the top down. */
export default defineQuery<{ paths: string[] }, SymbolFact & { path: string }>({
  id: 'symbols-of-files',
  sql: `
    SELECT f.path, ${SYMBOL_COLUMNS} FROM symbols s JOIN files f ON f.id = s.file
    WHERE f.path IN (SELECT unnest($paths)) ORDER BY s.file, s.line, s."column"`,
  bind: ({ paths }) => ({ paths }),
  row: (raw) => ({ path: raw.path as string, ...symbolOf(raw) }),
})
