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

export interface ReportFile {
  path: string
  /** Language id; '' for text that has no grammar here. */
  language: string
  lines: number
  code: number
  comments: number
  maintainability: number | null
  functions: ReportFunction[]
}

const COLUMNS = ['name', 'line', 'end_line', 'cyclomatic', 'cognitive', 'nesting', 'parameters']

/** Analysed files from path `first` to path `last` in the order of the paths' bytes, with their functions. */
export default defineQuery<{ first: string; last: string }, ReportFile>({
  id: 'report-files',
  sql: `
    WITH lists AS (
      SELECT file, ${COLUMNS.map((column) => `list(${column} ORDER BY line, end_line DESC) AS all_${column}`).join(', ')}
      FROM functions GROUP BY file
    )
    SELECT f.path, f.language, f.lines, f.code, f.comments, f.maintainability, l.* EXCLUDE (file)
    FROM files f LEFT JOIN lists l ON l.file = f.id
    WHERE f.skipped = '' AND f.path BETWEEN $first AND $last
    ORDER BY f.path`,
  bind: ({ first, last }) => ({ first, last }),
  row: (raw) => ({
    path: raw.path as string,
    language: raw.language as string,
    lines: raw.lines as number,
    code: raw.code as number,
    comments: raw.comments as number,
    maintainability: raw.maintainability as number | null,
    functions: functionsOf(raw),
  }),
})

/** The functions come as one list a column: far cheaper to read than a list of structs. */
function functionsOf(raw: Record<string, unknown>): ReportFunction[] {
  const numbers = (column: string) => (raw[`all_${column}`] ?? []) as number[]
  const [lines, endLines, cyclomatics] = [numbers('line'), numbers('end_line'), numbers('cyclomatic')]
  const [cognitives, nestings, parameters] = [numbers('cognitive'), numbers('nesting'), numbers('parameters')]
  return ((raw.all_name ?? []) as string[]).map((name, i) => ({
    name,
    line: lines[i]!,
    endLine: endLines[i]!,
    cyclomatic: cyclomatics[i]!,
    cognitive: cognitives[i]!,
    nesting: nestings[i]!,
    parameters: parameters[i]!,
  }))
}
