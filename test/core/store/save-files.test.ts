import outline from '@tlc/core/store/queries/file-outline'
import { TlcError } from '@tlc/core/system/error'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import {
  aFile,
  aFinding,
  aFunction,
  aSymbol,
  findingsOfFile,
  storedFiles,
  type TemporaryStore,
  temporaryStore,
} from './_store.ts'

const test = suite<{ opened: TemporaryStore }>('core/store/save-files')

test.before.each(async (context) => {
  context.opened = await temporaryStore()
})
test.after.each(({ opened }) => opened.remove())

test('a file is known with its size, its exact time and its hash, also after a restart', async ({ opened }) => {
  await opened.store.saveFiles([aFile('src/a.py')])
  const store = await opened.reopen()
  const known = { path: 'src/a.py', bytes: 120, mtimeMs: 1_700_000_000_000.5, hash: 'hash of src/a.py' }
  assert.equal([...(await store.known())], [['src/a.py', known]])
})

test('saving a file again replaces all its rows and no other file’s', async ({ opened: { store } }) => {
  const old = { symbols: [aSymbol('old')], functions: [aFunction('old', 30)], findings: [aFinding('a/b')] }
  await store.saveFiles([aFile('a.py', old), aFile('b.py', old)])
  await store.saveFiles([aFile('a.py', { symbols: [aSymbol('fresh')] })])
  assert.equal(
    (await store.query(outline, { path: 'a.py' })).map(({ name }) => name),
    ['fresh'],
  )
  assert.equal(
    (await store.query(outline, { path: 'b.py' })).map(({ name }) => name),
    ['old'],
  )
  const records = await store.query(storedFiles, {})
  assert.equal(
    records.map(({ path, functions, complexity }) => [path, functions, complexity]),
    [
      ['a.py', 0, 0],
      ['b.py', 1, 30],
    ],
  )
  assert.equal(await store.query(findingsOfFile, { path: 'a.py' }), [])
  assert.is((await store.query(findingsOfFile, { path: 'b.py' })).length, 1)
})

test('the last of two states of one file in a batch counts', async ({ opened: { store } }) => {
  await store.saveFiles([aFile('a.py', { symbols: [aSymbol('first')] }), aFile('a.py', { symbols: [aSymbol('last')] })])
  assert.equal(
    (await store.query(outline, { path: 'a.py' })).map(({ name }) => name),
    ['last'],
  )
})

test('findings of the whole project stay when a file is analysed again, and go as a set', async ({
  opened: { store },
}) => {
  await store.saveFiles([aFile('a.py'), aFile('b.py')])
  await store.saveProjectFindings([
    { path: 'a.py', finding: aFinding('project/rule', { cwe: [1041, 20] }) },
    { path: 'not there.py', finding: aFinding('project/rule') },
  ])
  await store.saveFiles([aFile('a.py', { findings: [aFinding('file/rule', { line: 1 })] })])
  const found = await store.query(findingsOfFile, { path: 'a.py' })
  assert.equal(found, [aFinding('file/rule', { line: 1 }), aFinding('project/rule', { cwe: [1041, 20] })])
  await store.saveProjectFindings([{ path: 'b.py', finding: aFinding('project/rule') }])
  assert.is((await store.query(findingsOfFile, { path: 'a.py' })).length, 1)
  assert.is((await store.query(findingsOfFile, { path: 'b.py' })).length, 1)
})

test('files that changed leave word, also for the next process, until the project’s findings are replaced', async ({
  opened,
}) => {
  assert.not.ok(await opened.store.projectFindingsDue())
  await opened.store.saveFiles([aFile('a.py')])
  await opened.store.saveFiles([aFile('b.py')])
  const store = await opened.reopen()
  assert.ok(await store.projectFindingsDue())
  await store.saveProjectFindings([])
  assert.not.ok(await store.projectFindingsDue())
  await store.removeFiles(['a.py'])
  assert.ok(await store.projectFindingsDue())
})

test('removed files leave nothing behind', async ({ opened: { store } }) => {
  await store.saveFiles([aFile('a.py', { symbols: [aSymbol('gone')] }), aFile('b.py')])
  await store.removeFiles(['a.py', 'never there.py'])
  assert.equal([...(await store.known()).keys()], ['b.py'])
  await store.saveFiles([aFile('a.py')])
  assert.equal(await store.query(outline, { path: 'a.py' }), [])
})

test('a touched file keeps its facts and takes the new stamp', async ({ opened: { store } }) => {
  await store.saveFiles([aFile('a.py', { symbols: [aSymbol('kept')] }), aFile('b.py')])
  const stamp = { path: 'a.py', bytes: 121, mtimeMs: 1_800_000_000_000.25, hash: 'hash of a.py' }
  await store.touchFiles([stamp])
  assert.equal((await store.known()).get('a.py'), stamp)
  assert.is((await store.known()).get('b.py')?.mtimeMs, 1_700_000_000_000.5)
  assert.is((await store.query(outline, { path: 'a.py' })).length, 1)
})

test('a skipped file is listed with its reason', async ({ opened: { store } }) => {
  await store.saveFiles([{ ...aFile('big.bin'), facts: null, skipped: 'binary', hash: '' }])
  const [file] = await store.query(storedFiles, {})
  assert.equal([file?.skipped, file?.language, file?.maintainability], ['binary', '', null])
})

test('paths and texts keep quotes, line feeds, emoji and NUL-like text', async ({ opened: { store } }) => {
  const path = `we'ird "päth"/\n🙂 ;DROP TABLE files;--.py`
  const doc = `'; DROP TABLE symbols; -- 漢字 ${'x'.repeat(2000)}`
  await store.saveFiles([aFile(path, { symbols: [aSymbol('a', { doc, container: 'B.c' })] })])
  assert.equal(await store.query(outline, { path }), [aSymbol('a', { doc, container: 'B.c' })])
})

test('a batch that cannot be stored leaves the state before, and the next one is stored', async ({
  opened: { store },
}) => {
  await store.saveFiles([aFile('a.py', { symbols: [aSymbol('before')] })])
  const broken = aFile('a.py', { symbols: [aSymbol('after', { line: 2 ** 40 })] })
  try {
    await store.saveFiles([aFile('new.py'), broken])
    assert.unreachable('a line beyond 32 bits was stored')
  } catch (fault) {
    assert.instance(fault, TlcError)
    assert.is((fault as TlcError).code, 'store/write')
  }
  assert.equal([...(await store.known()).keys()], ['a.py'])
  assert.equal(
    (await store.query(outline, { path: 'a.py' })).map(({ name }) => name),
    ['before'],
  )
  await store.saveFiles([aFile('new.py', { symbols: [aSymbol('stored')] })])
  assert.equal(
    (await store.query(outline, { path: 'new.py' })).map(({ name }) => name),
    ['stored'],
  )
})

test('saves that overlap happen one after the other', async ({ opened: { store } }) => {
  const names = Array.from({ length: 20 }, (_, i) => `v${i}`)
  await Promise.all(names.map((name) => store.saveFiles([aFile('a.py', { symbols: [aSymbol(name)] })])))
  assert.equal(
    (await store.query(outline, { path: 'a.py' })).map(({ name }) => name),
    ['v19'],
  )
})

test('a removal and a save of the same file that overlap leave one state of it', async ({ opened: { store } }) => {
  const file = (name: string) => aFile('a.py', { symbols: [aSymbol(name)] })
  await store.saveFiles([file('before')])
  await Promise.all([store.removeFiles(['a.py']), store.saveFiles([file('between')])])
  await store.saveFiles([file('after')])
  assert.equal(
    (await store.query(outline, { path: 'a.py' })).map(({ name }) => name),
    ['after'],
  )
  assert.is((await store.known()).size, 1)
})

test('more rows than one chunk holds are all stored', async ({ opened: { store } }) => {
  const symbols = Array.from({ length: 5_000 }, (_, i) => aSymbol(`s${i}`, { line: i + 1 }))
  await store.saveFiles([aFile('a.py', { symbols })])
  const stored = await store.query(outline, { path: 'a.py' })
  assert.equal(stored, symbols)
})

test.run()
