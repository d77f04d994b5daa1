import type { DuckDBConnection } from '@duckdb/node-api'
import type { LearningChange } from '../learning/contract.ts'
import type { Database } from './database.ts'
import { casesTable, fixesTable, votesTable } from './learning-tables.ts'
import type { Table } from './tables.ts'

/** Puts and takes away rows of what was learnt, all in one transaction. */
export function saveLearning(database: Database, change: LearningChange): Promise<void> {
  return database.transact(async (connection) => {
    const { fixes = [], cases = [], votes = [], without = {} } = change
    await replaceRows(database, connection, fixesTable, fixes, without.fixes)
    await replaceRows(database, connection, casesTable, cases, without.cases)
    await replaceRows(database, connection, votesTable, votes, without.votes)
  })
}

async function replaceRows<Row extends { id: string }>(
  { duckdb, rows: appender }: Database,
  connection: DuckDBConnection,
  table: Table<Row>,
  rows: Row[],
  without: string[] = [],
): Promise<void> {
  const ids = [...rows.map(({ id }) => id), ...without]
  if (ids.length === 0) return
  await connection.run(
    `DELETE FROM "${table.name}" WHERE list_contains($ids, id)`,
    { ids: duckdb.listValue(ids) },
    { ids: duckdb.LIST(duckdb.VARCHAR) },
  )
  await appender.append(table, rows)
}
