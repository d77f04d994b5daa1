import { defineQuery } from '../define-query.ts'
import { FUNCTION_COLUMNS, type FunctionRow, functionRow } from './_function-row.ts'

/** The functions of the files from path `first` to path `last`, in the order of the paths' bytes. */
export default defineQuery<{ first: string; last: string }, FunctionRow & { path: string }>({
  id: 'functions-of-files',
  sql: `
    SELECT f.path, ${FUNCTION_COLUMNS} FROM functions g JOIN files f ON f.id = g.file
    WHERE f.path BETWEEN $first AND $last ORDER BY f.path, g.line, g.end_line DESC`,
  bind: ({ first, last }) => ({ first, last }),
  row: (raw) => ({ path: raw.path as string, ...functionRow(raw) }),
})
