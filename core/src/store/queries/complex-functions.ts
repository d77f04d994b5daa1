import type { FunctionFact } from '@tlc/analyzers/facts'
import { defineQuery } from '../define-query.ts'
import { functionOf } from './file-functions.ts'

/** Functions with a cyclomatic complexity over `over`, the most complex first. */
export default defineQuery<{ over: number; limit: number }, { path: string; fact: FunctionFact }>({
  id: 'complex-functions',
  sql: `
    SELECT f.path, g.name, g.container, g.line, g.end_line, g.cyclomatic, g.cognitive, g.nesting, g.parameters, g.code_lines
    FROM functions g JOIN files f ON f.id = g.file
    WHERE g.cyclomatic > $over
    ORDER BY g.cyclomatic DESC, g.cognitive DESC, f.path, g.line
    LIMIT $limit`,
  bind: ({ over, limit }) => ({ over, limit }),
  row: (raw) => ({ path: raw.path as string, fact: functionOf(raw) }),
})
