import allSymbols from '@tlc/core/store/queries/all-symbols'
import complexFunctions from '@tlc/core/store/queries/complex-functions'
import definitionsByName from '@tlc/core/store/queries/definitions-by-name'
import duplicateBlocks from '@tlc/core/store/queries/duplicate-blocks'
import fileFunctions from '@tlc/core/store/queries/file-functions'
import fileImports from '@tlc/core/store/queries/file-imports'
import functionCounts from '@tlc/core/store/queries/function-counts'
import recentRuns from '@tlc/core/store/queries/recent-runs'
import referencesByName from '@tlc/core/store/queries/references-by-name'
import reportFunctions from '@tlc/core/store/queries/report-functions'
import searchSymbols from '@tlc/core/store/queries/search-symbols'
import { queries } from '@tlc/core/store/queries.generated'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { aFile, aFunction, aSymbol, referencesTo, type TemporaryStore, temporaryStore } from './_store.ts'

const test = suite<{ opened: TemporaryStore }>('core/store/queries')

test.before.each(async (context) => {
  context.opened = await temporaryStore()
})
test.after.each(({ opened }) => opened.remove())

test('a query bears the name of its file', () => {
  const ids = queries.map(({ id }) => id)
  assert.is(new Set(ids).size, ids.length)
  for (const id of ids) assert.match(id, /^[a-z]+(-[a-z]+)*$/)
})

test('symbols are found by name, beginning, middle and letters with gaps, the closest first', async ({
  opened: { store },
}) => {
  const names = ['readFileSync', 'read', 'Read', 'spread', 'rest_end_a_d', 'reader', 'nothing']
  await store.saveFiles([aFile('a.ts', { symbols: names.map((name) => aSymbol(name)) })])
  const hits = await store.query(searchSymbols, { text: 'read', limit: 10 })
  assert.equal(
    hits.map(({ symbol, closeness }) => [symbol.name, closeness]),
    [
      ['read', 0],
      ['Read', 1],
      ['reader', 2],
      ['readFileSync', 2],
      ['spread', 3],
      ['rest_end_a_d', 4],
    ],
  )
  assert.is((await store.query(searchSymbols, { text: 'read', limit: 2 })).length, 2)
})

test('an empty symbol search is an index: types, then functions, then the rest', async ({ opened: { store } }) => {
  const symbols = [
    aSymbol('x', { kind: 'variable' }),
    aSymbol('run', { kind: 'function' }),
    aSymbol('Zebra', { kind: 'class' }),
    aSymbol('Ape', { kind: 'interface' }),
  ]
  await store.saveFiles([aFile('a.ts', { symbols })])
  const hits = await store.query(searchSymbols, { text: '', limit: 10 })
  assert.equal(
    hits.map(({ symbol }) => symbol.name),
    ['Ape', 'Zebra', 'run', 'x'],
  )
})

test('wildcards and quotes in a symbol search stand for themselves', async ({ opened: { store } }) => {
  await store.saveFiles([
    aFile('a.ts', { symbols: ['a%b', 'a_b', 'aXb', `it's`, 'back\\slash'].map((name) => aSymbol(name)) }),
  ])
  const search = async (text: string) =>
    (await store.query(searchSymbols, { text, limit: 10 })).map(({ symbol }) => symbol.name)
  assert.equal(await search('%'), ['a%b'])
  assert.equal(await search('a_b'), ['a_b'])
  assert.equal(await search(`t's`), [`it's`])
  assert.equal(await search('k\\s'), ['back\\slash'])
  assert.is((await search('')).length, 5)
})

test('definitions are found by their exact name alone', async ({ opened: { store } }) => {
  await store.saveFiles([
    aFile('b.py', { symbols: [aSymbol('run'), aSymbol('runs')] }),
    aFile('a.py', { symbols: [aSymbol('run')] }),
  ])
  const found = await store.query(definitionsByName, { name: 'run' })
  assert.equal(
    found.map(({ path, language, symbol }) => [path, language, symbol.name]),
    [
      ['a.py', 'python', 'run'],
      ['b.py', 'python', 'run'],
    ],
  )
})

test('references are found by exact name with every position, in whatever order a file lists its names', async ({
  opened: { store },
}) => {
  await store.saveFiles([
    aFile('a.py', {
      references: referencesTo({
        first: [[1, 1]],
        run: [
          [2, 5],
          [9, 70_000],
        ],
        runner: [[3, 3]],
      }),
    }),
    aFile('b.py', { references: referencesTo({ run: [[4, 4]] }) }),
    aFile('c.py', { references: referencesTo({ runs: [[1, 1]], ru: [[1, 1]] }) }),
    aFile('d.py'),
  ])
  const found = await store.query(referencesByName, { name: 'run', limit: 100 })
  assert.equal(
    found.map(({ path, uses }) => [path, uses]),
    [
      [
        'a.py',
        [
          { line: 2, column: 5 },
          { line: 9, column: 70_000 },
        ],
      ],
      ['b.py', [{ line: 4, column: 4 }]],
    ],
  )
  assert.equal(await store.query(referencesByName, { name: '%', limit: 100 }), [])
})

test('names that are no words are found like others', async ({ opened: { store } }) => {
  const uses = { $: [1, 1], größe: [2, 9], '#private': [3, 1] } as const
  const references = referencesTo(Object.fromEntries(Object.entries(uses).map(([name, at]) => [name, [[...at]]])))
  await store.saveFiles([aFile('a.ts', { references })])
  for (const [name, [line, column]] of Object.entries(uses)) {
    const [found] = await store.query(referencesByName, { name, limit: 9 })
    assert.equal(found?.uses, [{ line, column }], name)
  }
})

test('functions are listed by file, and the complex ones by their complexity', async ({ opened: { store } }) => {
  await store.saveFiles([
    aFile('a.py', { functions: [aFunction('low', 3, 20), aFunction('high', 30, 1)] }),
    aFile('b.py', { functions: [aFunction('middle', 12)] }),
  ])
  assert.equal(
    (await store.query(fileFunctions, { path: 'a.py' })).map(({ name }) => name),
    ['high', 'low'],
  )
  const complex = await store.query(complexFunctions, { over: 10, limit: 10 })
  assert.equal(
    complex.map(({ path, fact }) => [path, fact.name, fact.cyclomatic]),
    [
      ['a.py', 'high', 30],
      ['b.py', 'middle', 12],
    ],
  )
  assert.equal(await store.query(functionCounts, {}), [{ symbols: 0, over10: 2, over20: 1 }])
})

test('the functions of a page of files come by path and line', async ({ opened: { store } }) => {
  await store.saveFiles([
    aFile('b/x.py', { functions: [aFunction('two', 2, 9), aFunction('one', 1, 1)] }),
    aFile('c.py', { functions: [aFunction('beyond', 1, 1)] }),
  ])
  const page = await store.query(reportFunctions, { first: 'a.md', last: 'b/x.py' })
  assert.equal(
    page.map(({ path, name, line, cyclomatic, parameters }) => [path, name, line, cyclomatic, parameters]),
    [
      ['b/x.py', 'one', 1, 1, 2],
      ['b/x.py', 'two', 9, 2, 2],
    ],
  )
})

test('symbols page through files in the same way', async ({ opened: { store } }) => {
  await store.saveFiles(['a.py', 'b.py', 'c.py'].map((path) => aFile(path, { symbols: [aSymbol(`in ${path}`)] })))
  const page = await store.query(allSymbols, { first: 'b.py', last: 'c.py' })
  assert.equal(
    page.map(({ symbol }) => symbol.name),
    ['in b.py', 'in c.py'],
  )
})

test('blocks count as duplicates when they stand in two places, of one file or of two', async ({
  opened: { store },
}) => {
  const block = (hash: string, line: number) => ({ hash, line, endLine: line + 9 })
  await store.saveFiles([
    aFile('a.py', { blocks: [block('twice', 1), block('once', 20)] }),
    aFile('b.py', { blocks: [block('twice', 5), block('same file', 1), block('same file', 40)] }),
  ])
  const found = await store.query(duplicateBlocks, {})
  assert.equal(
    found.map(({ hash, path, line }) => [hash, path, line]),
    [
      ['same file', 'b.py', 1],
      ['same file', 'b.py', 40],
      ['twice', 'a.py', 1],
      ['twice', 'b.py', 5],
    ],
  )
})

test('imports of a file come from the top down, with the names that they take', async ({ opened: { store } }) => {
  const imports = [
    { line: 1, module: 'os.path', names: ['join', 'split'] },
    { line: 2, module: 'sys', names: [] },
  ]
  await store.saveFiles([aFile('a.py', { imports }), aFile('b.py', { imports: [imports[1]!] })])
  assert.equal(
    await store.query(fileImports, { path: 'a.py' }),
    imports.map((each) => ({ path: 'a.py', ...each })),
  )
})

test('runs are kept and the last come first', async ({ opened }) => {
  const run = { kind: 'scan' as const, tookMs: 12.5, outcome: 'ok' as const, summary: '5 parsed' }
  await opened.store.saveRun({ ...run, startedAt: 1_700_000_000_000 })
  await opened.store.saveRun({ ...run, startedAt: 1_800_000_000_000 })
  const store = await opened.reopen()
  assert.equal(await store.query(recentRuns, { limit: 1 }), [{ ...run, startedAt: 1_800_000_000_000 }])
})

test('a stream comes in parts, sees one state throughout, and may be left early', async ({ opened: { store } }) => {
  const symbols = Array.from({ length: 10_000 }, (_, i) => aSymbol(`s${i}`))
  await store.saveFiles([aFile('a.py', { symbols })])
  let rows = 0
  let parts = 0
  for await (const part of store.stream(allSymbols, { first: '', last: 'z' })) {
    if (parts++ === 0) await store.removeFiles(['a.py'])
    rows += part.length
  }
  assert.is(rows, 10_000)
  assert.ok(parts > 1)
  await store.saveFiles([aFile('a.py', { symbols })])
  for await (const _ of store.stream(allSymbols, { first: '', last: 'z' })) break
  assert.is((await store.query(functionCounts, {}))[0]?.symbols, 10_000)
})

test.run()
