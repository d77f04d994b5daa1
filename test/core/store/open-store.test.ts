import {
  chmodSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '@tlc/core/store/open-store'
import definitionsByName from '@tlc/core/store/queries/definitions-by-name'
import referencesByName from '@tlc/core/store/queries/references-by-name'
import { TlcError } from '@tlc/core/system/error'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { aFile, aSymbol, referencesTo } from './_store.ts'

const test = suite<{ folder: string; path: string }>('core/store/open-store')

test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'tlc-open-'))
  context.path = join(context.folder, 'metrics.duckdb')
})
test.after.each(({ folder }) => rmSync(folder, { recursive: true, force: true }))

async function filled(path: string): Promise<void> {
  const store = await openStore({ path })
  await store.saveFiles(
    Array.from({ length: 300 }, (_, i) =>
      aFile(`f${i}.py`, { symbols: [aSymbol(`s${i}`)], references: referencesTo({ [`r${i}`]: [[i + 1, 1]] }) }),
    ),
  )
  await store.close()
}

test('a new store is empty and says nothing', async ({ path }) => {
  const store = await openStore({ path })
  assert.is(store.notice, null)
  assert.is((await store.known()).size, 0)
  await store.close()
})

test('files that another version of the analyzers measured look changed, whatever their stamp; their facts stay', async ({
  path,
}) => {
  const stamps = async (analyzer?: string) => {
    const store = await openStore({ path, ...(analyzer !== undefined && { analyzer }) })
    const [known] = [...(await store.known()).values()]
    const symbols = await store.query(definitionsByName, { name: 's0' })
    await store.saveFiles([aFile('a.py', { symbols: [aSymbol('s0')] })])
    await store.close()
    return known && { ...known, symbols: symbols.length }
  }
  const { bytes, mtimeMs, hash } = aFile('a.py')
  const same = { path: 'a.py', bytes, mtimeMs, hash, symbols: 1 }
  assert.is(await stamps('1'), undefined)
  assert.equal(await stamps('1'), same)
  assert.equal(await stamps(), same)
  assert.equal(await stamps('2'), { ...same, mtimeMs: -1, hash: '' })
  assert.equal(await stamps('2'), same)
})

test('a file of something else is set aside, told of, and the store begins anew', async ({ path }) => {
  writeFileSync(path, 'this is no database, but somebody may want it back')
  const told: string[] = []
  const store = await openStore({ path, onTrouble: (message) => told.push(message) })
  assert.is((await store.known()).size, 0)
  assert.match(store.notice ?? '', /set aside as .*metrics\.duckdb\.broken-1/)
  assert.equal(told, [store.notice])
  assert.match(readFileSync(`${path}.broken-1`, 'utf8'), /want it back/)
  await store.close()
})

test('a store cut short or overwritten in its middle is set aside', async ({ path }) => {
  for (const damage of [
    () => truncateSync(path, 5_000),
    () => {
      const file = openSync(path, 'r+')
      writeSync(file, Buffer.alloc(12_000, 7), 0, 12_000, 0)
    },
  ]) {
    await filled(path)
    damage()
    const store = await openStore({ path })
    assert.ok(store.notice)
    await store.saveFiles([aFile('a.py')])
    await store.close()
    rmSync(path)
  }
  assert.ok(existsSync(`${path}.broken-2`))
})

test('a damaged block that only a later query meets makes the next start begin anew', async ({ path }) => {
  await filled(path)
  const whole = readFileSync(path)
  let met = 0
  for (let at = 12_288; at + 200 < whole.length && met === 0; at += 16_384) {
    const damaged = Buffer.from(whole)
    damaged.fill(0xa5, at + 100, at + 200)
    writeFileSync(path, damaged)
    const store = await openStore({ path })
    let code = ''
    for (const query of [definitionsByName, referencesByName]) {
      await store
        .query(query as typeof definitionsByName, { name: 's7', limit: 9 } as { name: string })
        .catch((fault: TlcError) => {
          code = fault.code
        })
    }
    await store.close()
    if (store.notice === null && code !== '') {
      assert.is(code, 'store/read')
      met++
      const next = await openStore({ path })
      assert.match(next.notice ?? '', /set aside/)
      assert.is((await next.known()).size, 0)
      await next.close()
      const last = await openStore({ path })
      assert.is(last.notice, null)
      await last.close()
    }
    rmSync(path, { force: true })
  }
  assert.ok(met > 0, 'no block was read late')
})

test('no more than three damaged files are kept', async ({ path }) => {
  for (let i = 1; i <= 5; i++) {
    writeFileSync(path, `damaged ${i}`)
    await (await openStore({ path })).close()
    rmSync(path)
  }
  assert.equal(
    [1, 2, 3, 4, 5].map((n) => existsSync(`${path}.broken-${n}`)),
    [false, false, true, true, true],
  )
})

test('a store of a newer version is set aside with its data', async ({ path }) => {
  await filled(path)
  const { DuckDBInstance } = await import('@duckdb/node-api')
  const instance = await DuckDBInstance.create(path)
  const connection = await instance.connect()
  await connection.run(`UPDATE meta SET value = '999' WHERE key = 'schema'`)
  connection.closeSync()
  instance.closeSync()
  const store = await openStore({ path })
  assert.match(store.notice ?? '', /schema version 999 is newer/)
  await store.close()
})

test('tables of another program are left alone, aside', async ({ path }) => {
  const { DuckDBInstance } = await import('@duckdb/node-api')
  const instance = await DuckDBInstance.create(path)
  const connection = await instance.connect()
  await connection.run('CREATE TABLE treasure AS SELECT 42 AS gold')
  connection.closeSync()
  instance.closeSync()
  const store = await openStore({ path })
  assert.match(store.notice ?? '', /another program/)
  await store.close()
  assert.ok(statSync(`${path}.broken-1`).size > 0)
})

test('a store that is open elsewhere is refused and not touched', async ({ path }) => {
  const { spawn } = await import('node:child_process')
  await filled(path)
  const holder = spawn(
    process.execPath,
    ['--conditions=tlc-source', new URL('./_holder.ts', import.meta.url).pathname, path],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  )
  await new Promise((resolve) => holder.stdout.once('data', resolve))
  try {
    await openStore({ path })
    assert.unreachable('the store was opened twice')
  } catch (fault) {
    assert.instance(fault, TlcError)
    assert.is((fault as TlcError).code, 'store/locked')
  } finally {
    holder.stdin.end()
    await new Promise((resolve) => holder.once('close', resolve))
  }
  assert.not.ok(existsSync(`${path}.broken-1`))
  const store = await openStore({ path })
  assert.is((await store.known()).size, 300)
  await store.close()
})

test('a folder that is not there, or closed to writing, is refused with what to do', async ({ folder, path }) => {
  await rejectsWith('store/unusable', openStore({ path: join(folder, 'missing', 'metrics.duckdb') }))
  if (process.getuid?.() === 0) return
  await filled(path)
  chmodSync(path, 0o000)
  await rejectsWith('store/unusable', openStore({ path }))
  assert.not.ok(existsSync(`${path}.broken-1`))
})

test('a closed store refuses work with a code, and closing twice does no harm', async ({ path }) => {
  const store = await openStore({ path })
  await store.close()
  await store.close()
  await rejectsWith('store/closed', store.saveFiles([aFile('a.py')]))
  await rejectsWith('store/closed', store.known())
})

async function rejectsWith(code: string, work: Promise<unknown>): Promise<void> {
  try {
    await work
  } catch (fault) {
    assert.instance(fault, TlcError)
    assert.is((fault as TlcError).code, code)
    assert.ok((fault as TlcError).message.startsWith('Expected'))
    return
  }
  assert.unreachable(`expected ${code}`)
}

test.run()
