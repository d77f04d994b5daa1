import { defineQuery } from '../define-query.ts'

export interface ModuleImport {
  path: string
  line: number
  /** As written in the source. */
  module: string
  names: string[]
}

/** The imports of one file, from the top down. */
export default defineQuery<{ path: string }, ModuleImport>({
  id: 'file-imports',
  sql: `
    SELECT f.path, i.line, i.module, i.names FROM imports i JOIN files f ON f.id = i.file
    WHERE f.path = $path ORDER BY i.line`,
  bind: ({ path }) => ({ path }),
  row: (raw) => ({
    path: raw.path as string,
    line: raw.line as number,
    module: raw.module as string,
    names: raw.names === '' ? [] : (raw.names as string).split('\n'),
  }),
})
