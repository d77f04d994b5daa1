import type { DuckDBBlobValue, DuckDBConnection, DuckDBListValue, DuckDBType, DuckDBValue } from '@duckdb/node-api'
import type { BoundValue, QueryDefinition } from './contract.ts'
import type { DuckDb } from './database.ts'

/** All rows of a named query. */
export async function runQuery<Parameters, Row>(
  duckdb: DuckDb,
  connection: DuckDBConnection,
  query: QueryDefinition<Parameters, Row>,
  parameters: Parameters,
): Promise<Row[]> {
  const rows: Row[] = []
  for await (const part of streamQuery(duckdb, connection, query, parameters)) rows.push(...part)
  return rows
}

/** The rows of a named query in parts of at most 2,048, so that a long answer never stands in memory whole. */
export async function* streamQuery<Parameters, Row>(
  duckdb: DuckDb,
  connection: DuckDBConnection,
  query: QueryDefinition<Parameters, Row>,
  parameters: Parameters,
): AsyncGenerator<Row[]> {
  const { values, types } = bound(duckdb, query.bind(parameters))
  const result = await connection.stream(query.sql, values, types)
  const names = result.columnNames()
  const readers = result.columnTypes().map((type) => readerOf(duckdb, type.typeId))
  // Filled anew for each row: `row` copies what it needs.
  const raw: Record<string, unknown> = {}
  for (;;) {
    const chunk = await result.fetchChunk()
    if (!chunk || chunk.rowCount === 0) return
    const vectors = names.map((_, i) => chunk.getColumnVector(i))
    const rows: Row[] = []
    const count = chunk.rowCount
    for (let row = 0; row < count; row++) {
      for (let i = 0; i < names.length; i++) raw[names[i]!] = readers[i]!(vectors[i]!.getItem(row))
      rows.push(query.row(raw))
    }
    yield rows
  }
}

function bound(duckdb: DuckDb, parameters: Record<string, BoundValue>) {
  const values: Record<string, DuckDBValue> = {}
  const types: Record<string, DuckDBType> = {}
  for (const [name, value] of Object.entries(parameters)) {
    values[name] = Array.isArray(value) ? duckdb.listValue(value) : (value as DuckDBValue)
    types[name] = typeOf(duckdb, value)
  }
  return { values, types }
}

function typeOf(duckdb: DuckDb, value: BoundValue) {
  if (Array.isArray(value)) return duckdb.LIST(typeof value[0] === 'number' ? duckdb.DOUBLE : duckdb.VARCHAR)
  if (typeof value === 'number')
    return Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? duckdb.INTEGER : duckdb.DOUBLE
  if (typeof value === 'boolean') return duckdb.BOOLEAN
  return duckdb.VARCHAR
}

/** How a column's values become what JavaScript has for them. Sums come as bigints, which are far below 2^53 here. */
function readerOf({ DuckDBTypeId }: DuckDb, type: number): (value: DuckDBValue) => unknown {
  switch (type) {
    case DuckDBTypeId.BIGINT:
    case DuckDBTypeId.UBIGINT:
    case DuckDBTypeId.HUGEINT:
      return (value) => (value === null ? null : Number(value))
    case DuckDBTypeId.LIST:
      return (value) => (value as DuckDBListValue | null)?.items ?? null
    case DuckDBTypeId.BLOB:
      return (value) => (value as DuckDBBlobValue | null)?.bytes ?? null
    default:
      return (value) => value
  }
}
