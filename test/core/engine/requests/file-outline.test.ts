import type { FunctionRow, SymbolRow } from '@tlc/core/engine/answers'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { engineOn, type RunningEngine } from '../_engine.ts'

const test = suite<RunningEngine>('core/engine/requests/file-outline')

test.before(async (context) => {
  Object.assign(
    context,
    await engineOn({ 'a.py': 'class Cart:\n    def total(self, tax):\n        return tax if tax else 0\n' }),
  )
})
test.after((context) => context.dispose())

test('definitions come with their container, functions with their measures', async ({ ask }) => {
  const { symbols, functions } = await ask<{ symbols: SymbolRow[]; functions: FunctionRow[] }>('file.outline', {
    path: 'a.py',
  })
  assert.equal(
    symbols.map(({ path, language, name, kind, line, container }) => [path, language, name, kind, line, container]),
    [
      ['a.py', 'python', 'Cart', 'class', 1, null],
      ['a.py', 'python', 'total', 'method', 2, 'Cart'],
    ],
  )
  assert.equal(
    functions.map(({ name, line, endLine, cyclomatic }) => [name, line, endLine, cyclomatic]),
    [['total', 2, 3, 2]],
  )
})

test('a file that nobody knows has no definitions', async ({ ask }) => {
  assert.equal(await ask('file.outline', { path: 'no.py' }), { symbols: [], functions: [] })
})

test.run()
