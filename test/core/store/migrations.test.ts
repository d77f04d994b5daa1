import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { openStore } from '@tlc/core/store/open-store'
import learntFixes from '@tlc/core/store/queries/learnt-fixes'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

/** Tables that came with each migration. */
const SINCE = [['fixes', 'open_cases', 'votes']]

const test = suite<{ folder: string }>('core/store/migrations')

test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'tlc-migrations-'))
})
test.after.each(({ folder }) => rmSync(folder, { recursive: true, force: true }))

test('a store of the first version has the same tables afterwards as a new one, and keeps its rows', async ({
  folder,
}) => {
  const fresh = join(folder, 'new.duckdb')
  await (await openStore({ path: fresh })).close()
  const old = join(folder, 'old.duckdb')
  const before = await openStore({ path: old })
  await before.saveRun({ kind: 'scan', startedAt: 1, tookMs: 2, outcome: 'ok', summary: 'kept' })
  await before.close()
  await run(old, [
    ...SINCE.flat().map((table) => `DROP TABLE ${table}`),
    "UPDATE meta SET value = '1' WHERE key = 'schema'",
  ])
  const lifted = await openStore({ path: old })
  assert.is(lifted.notice, null)
  assert.equal(await lifted.query(learntFixes, {}), [])
  await lifted.close()
  const columns = 'SELECT table_name, column_name, data_type FROM duckdb_columns() ORDER BY 1, column_index'
  assert.equal(await run(old, [columns]), await run(fresh, [columns]))
  assert.equal(await run(old, ['SELECT summary FROM runs']), [['kept']])
})

/** The rows of the last statement. */
async function run(path: string, statements: string[]): Promise<unknown[][]> {
  const instance = await DuckDBInstance.create(path, { default_block_size: '16384' })
  const connection = await instance.connect()
  let rows: unknown[][] = []
  for (const statement of statements) rows = (await connection.runAndReadAll(statement)).getRows()
  connection.closeSync()
  instance.closeSync()
  return rows
}

test.run()
