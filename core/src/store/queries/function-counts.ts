import { defineQuery } from '../define-query.ts'

export interface FunctionCounts {
  symbols: number
  /** Functions over McCabe's limit of 10 paths ("A Complexity Measure", 1976), and over twice that. */
  over10: number
  over20: number
}

/** How much there is and how much of it is complex. One row. */
export default defineQuery<Record<string, never>, FunctionCounts>({
  id: 'function-counts',
  sql: `
    SELECT (SELECT count(*) FROM symbols) AS symbols, count(*) FILTER (cyclomatic > 10) AS over10,
           count(*) FILTER (cyclomatic > 20) AS over20
    FROM functions`,
  bind: () => ({}),
  row: (raw) => ({
    symbols: raw.symbols as number,
    over10: raw.over10 as number,
    over20: raw.over20 as number,
  }),
})
