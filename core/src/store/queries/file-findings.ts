import type { FindingFact } from '@tlc/analyzers/facts'
import { defineQuery } from '../define-query.ts'
import { FINDING_COLUMNS, findingOf } from './_facts.ts'

/** Findings of one file, from the top down. */
export default defineQuery<{ path: string }, FindingFact>({
  id: 'file-findings',
  sql: `
    SELECT ${FINDING_COLUMNS} FROM findings i JOIN files f ON f.id = i.file
    WHERE f.path = $path ORDER BY i.line, i."column", i.rule`,
  bind: ({ path }) => ({ path }),
  row: findingOf,
})
