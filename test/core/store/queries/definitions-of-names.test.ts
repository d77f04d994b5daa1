import definitionsOfNames from '@tlc/core/store/queries/definitions-of-names'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { aFile, aSymbol, type TemporaryStore, temporaryStore } from '../_store.ts'

const test = suite<{ opened: TemporaryStore }>('core/store/queries/definitions-of-names')

test.before.each(async (context) => {
  context.opened = await temporaryStore()
  await context.opened.store.saveFiles([
    aFile('b.py', { symbols: [aSymbol('load', { line: 9 }), aSymbol('loader', { line: 2 })] }),
    aFile('a.py', { symbols: [aSymbol('save'), aSymbol('load', { line: 4 })] }),
  ])
})
test.after.each(({ opened }) => opened.remove())

test('all definitions of several names are found, no name that only begins so', async ({ opened: { store } }) => {
  const found = await store.query(definitionsOfNames, { names: ['load', 'save', "it's gone"] })
  assert.equal(found.map(({ path, symbol }) => `${path} ${symbol.name}`).sort(), [
    'a.py load',
    'a.py save',
    'b.py load',
  ])
  assert.equal(await store.query(definitionsOfNames, { names: [] }), [])
})

test.run()
