import { defineQuery } from '../define-query.ts'

export interface FunctionCounts {
  functions: number
  over10: number
  over20: number
}

/** How many functions there are, and how many exceed McCabe's 10 and twice that. One row. */
export default defineQuery<Record<string, never>, FunctionCounts>({
  id: 'function-counts',
  sql: `
    SELECT count(*) AS functions, count(*) FILTER (cyclomatic > 10) AS over10, count(*) FILTER (cyclomatic > 20) AS over20
    FROM functions`,
  bind: () => ({}),
  row: (raw) => ({
    functions: raw.functions as number,
    over10: raw.over10 as number,
    over20: raw.over20 as number,
  }),
})
