import type { SymbolRow } from '@tlc/core/engine/answers'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { engineOn, type RunningEngine } from '../_engine.ts'

const test = suite<RunningEngine>('core/engine/requests/symbols-list')

test.before(async (context) => {
  Object.assign(context, await engineOn({ 'a.py': 'def a(): pass\n', 'b.md': '# text\n', 'c.py': 'def c(): pass\n' }))
})
test.after((context) => context.dispose())

interface Page {
  symbols: SymbolRow[]
  next: string | null
}

test('every definition comes once, page by page, also over files without any', async ({ ask }) => {
  const names: string[] = []
  let after: string | null = null
  do {
    const page: Page = await ask('symbols.list', { after, limit: 1 })
    names.push(...page.symbols.map(({ name }) => name))
    after = page.next
  } while (after !== null)
  assert.equal(names, ['a', 'c'])
})

test('after the last path there is nothing', async ({ ask }) => {
  assert.equal(await ask('symbols.list', { after: 'z' }), { symbols: [], next: null })
})

test.run()
