import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api'
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
  for (;;) {
    const chunk = await result.fetchChunk()
    if (!chunk || chunk.rowCount === 0) return
    const columns = names.map((_, i) => chunk.getColumnValues(i).map((value) => plain(duckdb, value)))
    const rows: Row[] = []
    for (let row = 0; row < chunk.rowCount; row++) {
      rows.push(query.row(Object.fromEntries(names.map((name, i) => [name, columns[i]![row]]))))
    }
    yield rows
  }
}

function bound(duckdb: DuckDb, parameters: Record<string, BoundValue>) {
  const values: Record<string, DuckDBValue> = {}
  const types: Record<string, import('@duckdb/node-api').DuckDBType> = {}
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

/** DuckDB's wrappers as what JavaScript has for them. Sums come as bigints, which are far below 2^53 here. */
function plain(duckdb: DuckDb, value: DuckDBValue): unknown {
  if (typeof value === 'bigint') return Number(value)
  if (value instanceof duckdb.DuckDBListValue) return value.items.map((item) => plain(duckdb, item))
  if (value instanceof duckdb.DuckDBBlobValue) return value.bytes
  return value
}
