import { defineQuery } from '../define-query.ts'
import { FUNCTION_COLUMNS, type FunctionRow, functionRow } from './_function-row.ts'

export interface ComplexFunction extends FunctionRow {
  path: string
  codeLines: number
}

/** Functions with a cyclomatic complexity of `atLeast` or more, the most complex first. */
export default defineQuery<{ atLeast: number; limit: number }, ComplexFunction>({
  id: 'complex-functions',
  sql: `
    SELECT f.path, g.code_lines, ${FUNCTION_COLUMNS} FROM functions g JOIN files f ON f.id = g.file
    WHERE g.cyclomatic >= $atLeast
    ORDER BY g.cyclomatic DESC, g.cognitive DESC, f.path, g.line
    LIMIT $limit`,
  bind: ({ atLeast, limit }) => ({ atLeast, limit }),
  row: (raw) => ({ path: raw.path as string, codeLines: raw.code_lines as number, ...functionRow(raw) }),
})
