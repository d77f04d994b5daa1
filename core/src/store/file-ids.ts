import type { DuckDBConnection } from '@duckdb/node-api'

/**
 * Path → id of the file's rows in all tables, kept in memory, so that a first save need not look for old rows. An id
 * stays with its path for good: after a failed transaction or a removal it names no rows, which does no harm, while a
 * path that lost its id could leave rows behind.
 */
export interface FileIds {
  get(path: string): number | undefined
  /** Id of a path, a new one when it has none. */
  claim(path: string): number
}

export async function loadFileIds(connection: DuckDBConnection): Promise<FileIds> {
  const ids = new Map<string, number>()
  let next = 1
  const reader = await connection.runAndReadAll('SELECT path, id FROM files')
  for (const [path, id] of reader.getRows()) {
    ids.set(String(path), Number(id))
    next = Math.max(next, Number(id) + 1)
  }
  return {
    get: (path) => ids.get(path),
    claim(path) {
      const id = ids.get(path) ?? next++
      ids.set(path, id)
      return id
    },
  }
}
