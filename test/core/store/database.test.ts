import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Database, openDatabase } from '@tlc/core/store/database'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite<{ folder: string; database: Database; told: string[] }>('core/store/database')

test.before.each(async (context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'tlc-database-'))
  context.told = []
  context.database = await openDatabase(
    {
      path: join(context.folder, 'metrics.duckdb'),
      memoryLimitMb: 8,
      threads: 1,
      onDamage: () => context.told.push('damage'),
      onFatal: () => context.told.push('fatal'),
    },
    async (connection) => void (await connection.run('CREATE TABLE rows (id BIGINT, text VARCHAR)')),
  )
})
test.after.each(async ({ folder, database }) => {
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})

const limitMb = (database: Database) =>
  database.read(async (connection) => {
    const rows = await connection.runAndReadAll(`SELECT current_setting('memory_limit')`)
    return Number.parseFloat(String(rows.getRows()[0]![0]))
  })

test('what may be held in memory grows with the file', async ({ database }) => {
  const before = await limitMb(database)
  for (let round = 0; round < 6; round++) {
    await database.transact((connection) =>
      connection.run(`INSERT INTO rows SELECT i, md5((i * 7919 + ${round})::VARCHAR) FROM range(300000) numbers(i)`),
    )
  }
  assert.ok((await limitMb(database)) > before, `${before} MB at first`)
})

test('a database that gave up is told as such, a damaged one as damaged, and other faults are not', async (context) => {
  const failing = (text: string) =>
    context.database.transact(() => Promise.reject(new Error(text))).catch((fault) => fault.code)
  assert.is(await failing('FATAL Error: Failed to create checkpoint'), 'store/write')
  assert.is(await failing('IO Error: Corrupt database file'), 'store/write')
  assert.is(await failing('Binder Error: no such column'), 'store/write')
  assert.equal(context.told, ['fatal', 'damage'])
})

test.run()
