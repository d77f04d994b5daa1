import { defineQuery } from '../define-query.ts'
import { FUNCTION_COLUMNS, type FunctionRow, functionRow } from './_function-row.ts'

/** The functions of one file with their measures, from the top down. */
export default defineQuery<{ path: string }, FunctionRow>({
  id: 'functions-of-file',
  sql: `
    SELECT ${FUNCTION_COLUMNS} FROM functions g JOIN files f ON f.id = g.file
    WHERE f.path = $path ORDER BY g.line, g.end_line DESC`,
  bind: ({ path }) => ({ path }),
  row: functionRow,
})
