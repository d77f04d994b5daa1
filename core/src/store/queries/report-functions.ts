import { defineQuery } from '../define-query.ts'

export interface ReportFunction {
  name: string
  line: number
  endLine: number
  cyclomatic: number
  cognitive: number
  nesting: number
  parameters: number
}

/** Functions of the files whose path is within the bounds, both included; those of one file together, in its order. */
export default defineQuery<{ first: string; last: string }, ReportFunction & { path: string }>({
  id: 'report-functions',
  sql: `
    SELECT f.path, g.name, g.line, g.end_line, g.cyclomatic, g.cognitive, g.nesting, g.parameters
    FROM functions g JOIN files f ON f.id = g.file
    WHERE f.path BETWEEN $first AND $last
    ORDER BY f.path, g.line, g.end_line DESC, g.rowid`,
  bind: ({ first, last }) => ({ first, last }),
  row: (raw) => ({
    path: raw.path as string,
    name: raw.name as string,
    line: raw.line as number,
    endLine: raw.end_line as number,
    cyclomatic: raw.cyclomatic as number,
    cognitive: raw.cognitive as number,
    nesting: raw.nesting as number,
    parameters: raw.parameters as number,
  }),
})
