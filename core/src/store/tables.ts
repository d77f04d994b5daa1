/** Column types of our tables. `number` holds times and byte counts, which outgrow 32 bits. */
export type ColumnType = 'integer' | 'number' | 'text' | 'flag' | 'bytes'

export type Value = string | number | boolean | Uint8Array | null

export interface Column<Row> {
  type: ColumnType
  of(row: Row): Value
}

/** One table: how it is made and how a row is filled, in one place, so that the two cannot part. */
export interface Table<Row> {
  name: string
  columns: Record<string, Column<Row>>
}

const SQL_TYPES: Record<ColumnType, string> = {
  integer: 'INTEGER',
  number: 'DOUBLE',
  text: 'VARCHAR',
  flag: 'BOOLEAN',
  bytes: 'BLOB',
}

type Filler<Row> = (row: Row) => Value
type Columns<Row> = Record<string, [ColumnType, Filler<Row>]>

/**
 * Describes a table. There are no primary keys or indexes on purpose: DuckDB keeps deleted keys until the transaction
 * ends, so replacing a file's rows in one transaction would fail, and the scans are faster than the upkeep.
 */
export function defineTable<Row>(name: string, columns: Columns<Row>): Table<Row> {
  const entries = Object.entries(columns).map(([column, [type, of]]) => [column, { type, of }] as const)
  return { name, columns: Object.fromEntries(entries) }
}

/** `CREATE TABLE` of one table. Names come from our own definitions alone. */
export function createTableSql(table: Table<never>): string {
  const columns = Object.entries(table.columns).map(([name, { type }]) => `"${name}" ${SQL_TYPES[type]}`)
  return `CREATE TABLE "${table.name}" (${columns.join(', ')})`
}
