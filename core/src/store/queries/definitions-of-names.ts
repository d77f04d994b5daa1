import { defineQuery } from '../define-query.ts'
import { SYMBOL_COLUMNS, symbolOf } from './_facts.ts'
import type { Definition } from './definitions-by-name.ts'

/** Every definition of exactly one of these names. */
export default defineQuery<{ names: string[] }, Definition>({
  id: 'definitions-of-names',
  sql: `
    SELECT f.path, f.language, ${SYMBOL_COLUMNS} FROM symbols s JOIN files f ON f.id = s.file
    WHERE s.name IN (SELECT unnest($names)) ORDER BY f.path, s.line`,
  bind: ({ names }) => ({ names }),
  row: (raw) => ({ path: raw.path as string, language: raw.language as string, symbol: symbolOf(raw) }),
})
