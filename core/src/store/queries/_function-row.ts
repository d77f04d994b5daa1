/** The measures of one function. */
export interface FunctionRow {
  name: string
  line: number
  endLine: number
  cyclomatic: number
  cognitive: number
  nesting: number
  parameters: number
}

/** Columns of `functions g`, as `functionRow` expects them. */
export const FUNCTION_COLUMNS = 'g.name, g.line, g.end_line, g.cyclomatic, g.cognitive, g.nesting, g.parameters'

export function functionRow(raw: Record<string, unknown>): FunctionRow {
  return {
    name: raw.name as string,
    line: raw.line as number,
    endLine: raw.end_line as number,
    cyclomatic: raw.cyclomatic as number,
    cognitive: raw.cognitive as number,
    nesting: raw.nesting as number,
    parameters: raw.parameters as number,
  }
}
