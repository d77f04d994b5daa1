import type { FileLines } from '@tlc/core/engine/answers'
import fileLines from '@tlc/core/engine/requests/file-lines'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { engineOn, type RunningEngine } from '../_engine.ts'

const test = suite<RunningEngine>('core/engine/requests/file-lines')

test.before(async (context) => {
  Object.assign(
    context,
    await engineOn({
      'a.py': Array.from({ length: 2000 }, (_, i) => `x${i + 1} = 'text'\n`).join(''),
      'logo.png': '\0\0PNG',
    }),
  )
})
test.after((context) => context.dispose())

test('a window comes with the size of the whole file and the colours of its lines', async ({ ask }) => {
  const answer = await ask<FileLines>('file.lines', { path: 'a.py', from: 1500, to: 1501 })
  assert.equal([answer.total, answer.from, answer.lines], [2000, 1500, ["x1500 = 'text'", "x1501 = 'text'"]])
  assert.is(answer.tokens.length, 2)
  assert.ok(answer.tokens[0]!.length > 0)
})

test('a window is cut to what a screen may ask for', async ({ ask }) => {
  assert.is((await ask<FileLines>('file.lines', { path: 'a.py', from: 1, to: 2000 })).lines.length, 500)
})

test('a binary file comes as its reason, a path outside is refused', async ({ ask, refused }) => {
  const answer = await ask<FileLines>('file.lines', { path: 'logo.png', from: 1, to: 9 })
  assert.equal([answer.skipped, answer.lines], ['binary', []])
  assert.is(await refused('file.lines', { path: '../../etc/passwd', from: 1, to: 9 }), 'path/outside')
})

test('text comes without colours where the parser fails, and not at all once nobody waits', async ({ root }) => {
  const abort = new AbortController()
  const pool = { tokens: () => Promise.reject(new Error('The analysis took longer than 20 s.')) }
  const context = { root, pool } as unknown as Parameters<typeof fileLines.run>[0]
  const ask = () => fileLines.run(context, { path: 'a.py', from: 1, to: 1 }, abort.signal)
  assert.equal(await ask(), { total: 2000, from: 1, lines: ["x1 = 'text'"], tokens: [] })
  abort.abort(new Error('gone'))
  assert.is(await ask().catch((fault) => fault.message), 'gone')
})

test('of a notebook the lines of its code cells come, as findings and symbols count them', async ({ ask, write }) => {
  const cells = [
    { cell_type: 'markdown', metadata: {}, source: ['# Title'] },
    { cell_type: 'code', metadata: {}, outputs: [], source: ['%load_ext x\n', 'import os\n'] },
    { cell_type: 'code', metadata: {}, outputs: [], source: 'y = eval(z)' },
  ]
  write('a.ipynb', JSON.stringify({ cells, metadata: { language_info: { name: 'python' } }, nbformat: 4 }))
  const answer = await ask<FileLines>('file.lines', { path: 'a.ipynb', from: 2, to: 9 })
  assert.equal([answer.total, answer.lines], [3, ['import os', 'y = eval(z)']])
  assert.equal(answer.cells, [
    { index: 1, firstLine: 1 },
    { index: 2, firstLine: 3 },
  ])
  assert.ok(answer.tokens[0]!.length > 0)
  assert.equal(await ask('file.find', { path: 'a.ipynb', text: 'eval' }), { lines: [3], more: false })
  write('b.ipynb', 'no notebook\n')
  assert.equal((await ask<FileLines>('file.lines', { path: 'b.ipynb', from: 1, to: 9 })).lines[0], 'no notebook')
})

test.run()
