import type { FindingFact } from '@tlc/analyzers/facts'
import { defineQuery } from '../define-query.ts'
import { FINDING_COLUMNS, findingOf } from './_facts.ts'

/** Findings of the whole project by path and line. For a large project read it with `Store.stream`. */
export default defineQuery<Record<string, never>, { path: string; finding: FindingFact }>({
  id: 'all-findings',
  sql: `
    SELECT f.path, ${FINDING_COLUMNS} FROM findings i JOIN files f ON f.id = i.file
    ORDER BY f.path, i.line, i."column", i.rule`,
  bind: () => ({}),
  row: (raw) => ({ path: raw.path as string, finding: findingOf(raw) }),
})
