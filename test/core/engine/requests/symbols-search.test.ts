import type { SymbolRow } from '@tlc/core/engine/answers'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { engineOn, type RunningEngine } from '../_engine.ts'

const test = suite<RunningEngine>('core/engine/requests/symbols-search')

test.before(async (context) => {
  Object.assign(context, await engineOn({ 'a.py': 'def read_all(): pass\ndef read(): pass\ndef write(): pass\n' }))
})
test.after((context) => context.dispose())

test('what fits comes with the best first, spaces around it aside', async ({ ask }) => {
  const names = async (query: string, limit?: number) =>
    (await ask<SymbolRow[]>('symbols.search', { query, ...(limit && { limit }) })).map(({ name }) => name)
  assert.equal(await names(' read '), ['read', 'read_all'])
  assert.equal(await names('read', 1), ['read'])
  assert.equal(await names('nothing of that'), [])
})

test.run()
