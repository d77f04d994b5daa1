import filesWithLanguage from '@tlc/core/store/queries/files-with-language'
import symbolsOfFiles from '@tlc/core/store/queries/symbols-of-files'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { aFile, aSymbol, type TemporaryStore, temporaryStore } from '../_store.ts'

const test = suite<{ opened: TemporaryStore }>('core/store/queries/symbols-of-files')

test.before.each(async (context) => {
  context.opened = await temporaryStore()
  await context.opened.store.saveFiles([
    aFile('b.py', { symbols: [aSymbol('late', { line: 9 }), aSymbol('early', { line: 2 })] }),
    aFile('a.py', { symbols: [aSymbol('only', { doc: 'Says.', container: 'Box' })] }),
    aFile('c.py', { symbols: [aSymbol('other')] }),
    { ...aFile('d.bin'), skipped: 'binary', facts: null },
  ])
})
test.after.each(({ opened }) => opened.remove())

test('the definitions of several files come from the top down, each with its file', async ({ opened: { store } }) => {
  const found = await store.query(symbolsOfFiles, { paths: ['b.py', 'a.py', 'gone.py'] })
  const ofFile = (path: string) => found.filter((symbol) => symbol.path === path).map(({ name }) => name)
  assert.equal([ofFile('b.py'), ofFile('a.py'), found.length], [['early', 'late'], ['only'], 3])
  const [only] = found.filter(({ name }) => name === 'only')
  assert.equal([only!.doc, only!.container], ['Says.', 'Box'])
  assert.equal(await store.query(symbolsOfFiles, { paths: [] }), [])
})

test('what is known of several files leaves out those that are gone or were not read', async ({
  opened: { store },
}) => {
  const found = await store.query(filesWithLanguage, { paths: ['a.py', 'd.bin', 'gone.py'] })
  assert.equal(found, [{ path: 'a.py', hash: 'hash of a.py', language: 'python', cells: '' }])
})

test.run()
