import type { FunctionFact } from '@tlc/analyzers/facts'
import { defineQuery } from '../define-query.ts'

/** The functions of one file with their metrics, from the top down. */
export default defineQuery<{ path: string }, FunctionFact>({
  id: 'file-functions',
  sql: `
    SELECT g.name, g.container, g.line, g.end_line, g.cyclomatic, g.cognitive, g.nesting, g.parameters, g.code_lines
    FROM functions g JOIN files f ON f.id = g.file
    WHERE f.path = $path ORDER BY g.line, g.end_line DESC, g.rowid`,
  bind: ({ path }) => ({ path }),
  row: functionOf,
})

export function functionOf(raw: Record<string, unknown>): FunctionFact {
  return {
    name: raw.name as string,
    container: (raw.container as string) || null,
    line: raw.line as number,
    endLine: raw.end_line as number,
    cyclomatic: raw.cyclomatic as number,
    cognitive: raw.cognitive as number,
    nesting: raw.nesting as number,
    parameters: raw.parameters as number,
    codeLines: raw.code_lines as number,
  }
}
