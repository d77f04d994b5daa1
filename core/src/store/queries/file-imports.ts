import { defineQuery } from '../define-query.ts'
import { importOf, type ModuleImport } from './imports-of-module.ts'

/** The imports of one file, from the top down. */
export default defineQuery<{ path: string }, ModuleImport>({
  id: 'file-imports',
  sql: `
    SELECT f.path, i.line, i.module, i.names FROM imports i JOIN files f ON f.id = i.file
    WHERE f.path = $path ORDER BY i.line`,
  bind: ({ path }) => ({ path }),
  row: importOf,
})
