import type { DuckDBConnection, DuckDBDataChunk, DuckDBType, DuckDBValue } from '@duckdb/node-api'
import type { DuckDb } from './database.ts'
import type { Column, ColumnType, Table } from './tables.ts'

/**
 * Appends rows in DuckDB's column chunks: about ten times faster than statements and half the garbage of row arrays.
 * Runs inside the caller's transaction.
 */
export async function appendRows<Row>(
  duckdb: DuckDb,
  connection: DuckDBConnection,
  table: Table<Row>,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return
  const columns = Object.values(table.columns)
  const types = columns.map((column) => duckType(duckdb, column.type))
  const appender = await connection.createAppender(table.name)
  const size = duckdb.DuckDBVector.standardSize()
  for (let from = 0; from < rows.length; from += size) {
    const count = Math.min(size, rows.length - from)
    const chunk = duckdb.DuckDBDataChunk.create(types, count)
    columns.forEach((column, i) => {
      fillColumn(duckdb, chunk, i, column, rows, from, count)
    })
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
}

function fillColumn<Row>(
  duckdb: DuckDb,
  chunk: DuckDBDataChunk,
  index: number,
  { type, of }: Column<Row>,
  rows: readonly Row[],
  from: number,
  count: number,
): void {
  const vector = chunk.getColumnVector(index) as { setItem(i: number, value: DuckDBValue): void; flush(): void }
  for (let i = 0; i < count; i++) {
    const value = of(rows[from + i]!)
    vector.setItem(
      i,
      type === 'bytes' && value !== null ? duckdb.blobValue(value as Uint8Array) : (value as DuckDBValue),
    )
  }
  vector.flush()
}

function duckType(duckdb: DuckDb, type: ColumnType): DuckDBType {
  switch (type) {
    case 'integer':
      return duckdb.INTEGER
    case 'number':
      return duckdb.DOUBLE
    case 'text':
      return duckdb.VARCHAR
    case 'flag':
      return duckdb.BOOLEAN
    case 'bytes':
      return duckdb.BLOB
  }
}
