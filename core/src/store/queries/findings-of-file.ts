import type { FindingFact } from '@tlc/analyzers/facts'
import { defineQuery } from '../define-query.ts'
import { FINDING_COLUMNS, findingRow } from './_finding-row.ts'

/** Findings of one file, from the top down, those of the whole project that stand in it included. */
export default defineQuery<{ path: string }, FindingFact>({
  id: 'findings-of-file',
  sql: `
    SELECT ${FINDING_COLUMNS} FROM findings i JOIN files f ON f.id = i.file
    WHERE f.path = $path ORDER BY i.line, i."column", i.rule`,
  bind: ({ path }) => ({ path }),
  row: findingRow,
})
