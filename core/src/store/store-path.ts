import { join } from 'node:path'

/** The file of the project's metrics in its state folder. */
export function storePath(stateDir: string): string {
  return join(stateDir, 'metrics.duckdb')
}
