import type { FileLines } from '@tlc/core/engine/answers'
import type { AskAnswer } from '@tlc/core/engine/requests/ask-answer'
import type { ContextAnswer } from '@tlc/core/engine/requests/context-pack'
import type { SearchAnswer } from '@tlc/core/index/contract'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { engineOn, type RunningEngine } from './_engine.ts'

process.env.TLC_MODELS = 'off'

const test = suite<RunningEngine>('core/engine/hit-lines')
const NOTEBOOK = JSON.stringify({
  nbformat: 4,
  metadata: { kernelspec: { language: 'python', name: 'python3' } },
  cells: [
    { cell_type: 'markdown', source: ['# Rainfall\n', 'How much water fell on the vineyard.'] },
    { cell_type: 'code', source: ['import csv\n'] },
    {
      cell_type: 'code',
      source: ['def monthly_rainfall(rows):\n', '    """Sums up by month."""\n', '    return rows\n'],
    },
  ],
})

test.before(async (context) => {
  Object.assign(context, await engineOn({ 'rain.ipynb': NOTEBOOK, 'other.py': 'def other():\n    return 1\n' }))
  await context.ask('index.progress', { wait: true })
})
test.after((context) => context.dispose())

test('a function in a notebook is found by its name', async ({ ask }) => {
  const { hits } = await ask<SearchAnswer>('search.query', { query: 'monthly_rainfall' })
  assert.equal(
    [hits[0]!.path, hits[0]!.name, hits[0]!.startLine, hits[0]!.endLine],
    ['rain.ipynb', 'monthly_rainfall', 2, 4],
  )
})

test('a pack shows the code of a cell, and an answer cites its words, never JSON', async ({ ask }) => {
  const { text } = await ask<ContextAnswer>('context.pack', { task: 'sum up the monthly rainfall' })
  assert.match(text, 'rain.ipynb:2-4 (function monthly_rainfall)\ndef monthly_rainfall(rows):')
  assert.not.match(text, 'cell_type')
  const answer = await ask<AskAnswer>('ask.answer', { question: 'how much water fell on the vineyard' })
  const said = JSON.stringify(answer)
  assert.match(said, 'How much water fell on the vineyard')
  assert.match(said, 'cell 1')
  assert.not.match(said, 'cell_type')
})

test('an answer names the cell of a definition, which no line of the file does', async ({ ask }) => {
  const { text, citations } = await ask<AskAnswer>('ask.answer', { question: 'what is monthly_rainfall' })
  assert.match(text, '`monthly_rainfall` is a function in cell 3 of rain.ipynb: `def monthly_rainfall(rows)`')
  assert.is(citations.find(({ name }) => name === 'monthly_rainfall')!.cell, 3)
  const { citations: others } = await ask<AskAnswer>('ask.answer', { question: 'other.py' })
  assert.not('cell' in others.find(({ path }) => path === 'other.py')!)
})

test('the lines of a hit come with their colours, a text cell without, and a path outside is refused', async (context) => {
  const { ask, refused } = context
  const code = { path: 'rain.ipynb', name: 'monthly_rainfall', startLine: 2, endLine: 4 }
  const { from, lines, tokens } = await ask<FileLines>('hit.lines', code)
  assert.equal([from, lines.length, tokens.length], [2, 3, 3])
  assert.match(lines[0]!, 'def monthly_rainfall')
  const words = await ask<FileLines>('hit.lines', { path: 'rain.ipynb', name: 'cell 1', startLine: 1, endLine: 1 })
  assert.equal([words.lines, words.tokens], [['# Rainfall', 'How much water fell on the vineyard.'], []])
  assert.is(await refused('hit.lines', { ...code, path: '../../rain.ipynb' }), 'path/outside')
})

test.run()
