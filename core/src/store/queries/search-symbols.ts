import type { SymbolFact } from '@tlc/analyzers/facts'
import { defineQuery } from '../define-query.ts'
import { SYMBOL_COLUMNS, symbolOf } from './_facts.ts'

export interface SymbolHit {
  path: string
  language: string
  symbol: SymbolFact
  /** 0 the very name, 1 but for case, 2 a beginning, 3 inside, 4 the letters in order with gaps. */
  closeness: number
}

/**
 * Definitions whose name resembles `text`, the closest first; within one closeness short and exported names first. Any
 * text is taken literally; an empty one matches every definition: types first, then functions, as in an index.
 */
export default defineQuery<{ text: string; limit: number }, SymbolHit>({
  id: 'search-symbols',
  sql: `
    WITH ranked AS (
      SELECT s.*, CASE
        WHEN s.name = $text THEN 0
        WHEN lower(s.name) = lower($text) THEN 1
        WHEN starts_with(lower(s.name), lower($text)) THEN 2
        WHEN contains(lower(s.name), lower($text)) THEN 3
        ELSE 4 END AS closeness,
        CASE
          WHEN $text <> '' THEN length(s.name)
          WHEN s.kind IN ('class', 'interface', 'struct', 'enum', 'trait', 'type') THEN 0
          WHEN s.kind IN ('function', 'method', 'constructor') THEN 1
          ELSE 2 END AS rank
      FROM symbols s
      WHERE s.name ILIKE $gaps ESCAPE '\\'
    )
    SELECT f.path, f.language, s.closeness, ${SYMBOL_COLUMNS}
    FROM ranked s JOIN files f ON f.id = s.file
    ORDER BY s.closeness, s.rank, s.exported DESC, s.name, f.path, s.line
    LIMIT $limit`,
  bind: ({ text, limit }) => ({ text, limit, gaps: gapsPattern(text) }),
  row: (raw) => ({
    path: raw.path as string,
    language: raw.language as string,
    symbol: symbolOf(raw),
    closeness: raw.closeness as number,
  }),
})

/** `a_b` → `%a%\_%b%`: the characters in order, anything between them. */
function gapsPattern(text: string): string {
  return `%${[...text].map((letter) => `${letter.replace(/[\\%_]/, '\\$&')}%`).join('')}`
}
