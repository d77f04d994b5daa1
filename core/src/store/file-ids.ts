import type { DuckDBConnection } from '@duckdb/node-api'

/** Path → id of the file's rows in all tables. Kept in memory, so that a first save need not look for old rows. */
export interface FileIds {
  get(path: string): number | undefined
  /** Id of a path, a new one when it has none. New ids count only after `settle`. */
  claim(path: string): number
  /** Ends a transaction: `kept` false forgets what it claimed. */
  settle(kept: boolean): void
  forget(path: string): void
}

export async function loadFileIds(connection: DuckDBConnection): Promise<FileIds> {
  const ids = new Map<string, number>()
  let next = 1
  const reader = await connection.runAndReadAll('SELECT path, id FROM files')
  for (const [path, id] of reader.getRows()) {
    ids.set(String(path), Number(id))
    next = Math.max(next, Number(id) + 1)
  }
  let claimed: string[] = []
  return {
    get: (path) => ids.get(path),
    claim(path) {
      const known = ids.get(path)
      if (known !== undefined) return known
      ids.set(path, next)
      claimed.push(path)
      return next++
    },
    settle(kept) {
      if (!kept) for (const path of claimed) ids.delete(path)
      claimed = []
    },
    forget: (path) => ids.delete(path),
  }
}
