import type { DuckDBConnection } from '@duckdb/node-api'
import * as fileTables from './file-tables.ts'
import * as historyTables from './history-tables.ts'
import * as learningTables from './learning-tables.ts'
import { migrations } from './migrations.ts'
import { createTableSql, type Table } from './tables.ts'

/** Raised by one with each entry of `migrations`. */
export const SCHEMA_VERSION = 1 + migrations.length

/**
 * Makes the tables of an empty file, or brings those of an older version up to date; each step in one transaction.
 * Throws when the file belongs to somebody else or to a newer version: nothing in it is changed then.
 */
export async function prepareSchema(connection: DuckDBConnection): Promise<void> {
  const version = await readVersion(connection)
  if (version === SCHEMA_VERSION) return
  if (version > SCHEMA_VERSION) {
    throw new Error(`schema version ${version} is newer than ${SCHEMA_VERSION}, the newest that this version knows`)
  }
  await connection.run('BEGIN')
  try {
    if (version === 0) {
      for (const table of allTables()) await connection.run(createTableSql(table))
    } else {
      for (const migration of migrations.slice(version - 1)) await connection.run(migration)
    }
    await connection.run(`DELETE FROM meta WHERE key = 'schema'`)
    await connection.run(`INSERT INTO meta VALUES ('schema', $version)`, { version: String(SCHEMA_VERSION) })
    await connection.run('COMMIT')
  } catch (fault) {
    await connection.run('ROLLBACK').catch(() => undefined)
    throw fault
  }
}

/**
 * Makes every file of the store look changed when its facts were found by another version of the analyzers. The facts
 * stay until they are replaced, and a run that is killed in between goes on with the files that are left.
 */
export async function outdateFacts(connection: DuckDBConnection, analyzer: string): Promise<void> {
  const rows = await connection.runAndReadAll(`SELECT value FROM meta WHERE key = 'analyzer'`)
  if (rows.getRows()[0]?.[0] === analyzer) return
  await connection.run('BEGIN')
  try {
    await connection.run(`UPDATE files SET hash = '', mtime = -1`)
    await connection.run(`DELETE FROM meta WHERE key = 'analyzer'`)
    await connection.run(`INSERT INTO meta VALUES ('analyzer', $analyzer)`, { analyzer })
    await connection.run('COMMIT')
  } catch (fault) {
    await connection.run('ROLLBACK').catch(() => undefined)
    throw fault
  }
}

/** 0 for an empty file. */
async function readVersion(connection: DuckDBConnection): Promise<number> {
  const names = await connection.runAndReadAll(`SELECT table_name FROM duckdb_tables()`)
  const tables = names.getRows().map(([name]) => String(name))
  if (tables.length === 0) return 0
  if (!tables.includes('meta')) throw new Error('the file holds tables of another program')
  const rows = await connection.runAndReadAll(`SELECT value FROM meta WHERE key = 'schema'`)
  const version = Number(rows.getRows()[0]?.[0])
  if (!Number.isInteger(version) || version < 1) throw new Error('the file does not say its schema version')
  return version
}

function allTables(): Table<never>[] {
  return [...Object.values(fileTables), ...Object.values(historyTables), ...Object.values(learningTables)]
}
