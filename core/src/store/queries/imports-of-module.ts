import { defineQuery } from '../define-query.ts'

export interface ModuleImport {
  path: string
  line: number
  module: string
  names: string[]
}

/** Every import of a module, by its name as written. */
export default defineQuery<{ module: string }, ModuleImport>({
  id: 'imports-of-module',
  sql: `
    SELECT f.path, i.line, i.module, i.names FROM imports i JOIN files f ON f.id = i.file
    WHERE i.module = $module ORDER BY f.path, i.line`,
  bind: ({ module }) => ({ module }),
  row: importOf,
})

export function importOf(raw: Record<string, unknown>): ModuleImport {
  const names = raw.names as string
  return {
    path: raw.path as string,
    line: raw.line as number,
    module: raw.module as string,
    names: names === '' ? [] : names.split('\n'),
  }
}
