import { createAnalyzer } from '@tlc/analyzers/analyze'
import { readWasm } from '@tlc/analyzers/grammars'
import { readNotebook } from '@tlc/analyzers/notebook'
import { notebookChunks, notebookLines } from '@tlc/core/index/chunks/notebook-chunks'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const analyzer = await createAnalyzer({ wasm: readWasm })
await analyzer.prepare(['python'])
const test = suite('core/index/chunks/notebook-chunks')

const KERNEL = { kernelspec: { language: 'python', name: 'python3' } }
const LOAD = 'import pandas as pd\n\n\ndef load(path):\n    """Reads the table."""\n    return pd.read_csv(path)\n'

function chunksOf(notebook: unknown) {
  const text = typeof notebook === 'string' ? notebook : JSON.stringify(notebook)
  const { symbols, cells } = analyzer.analyse('a.ipynb', text)
  const file = { path: 'a.ipynb', hash: '', language: 'python', symbols, ...(cells && { cells }) }
  return { text, chunks: notebookChunks(file, text) }
}

test('a definition in a cell is a chunk of its own, in lines of the joined code', () => {
  const { text, chunks } = chunksOf({
    metadata: KERNEL,
    cells: [
      { cell_type: 'code', source: ['a = 1\n', 'b = 2'] },
      { cell_type: 'markdown', source: ['# Loading\n', 'From disk.'] },
      { cell_type: 'code', source: LOAD },
    ],
  })
  assert.equal(
    chunks.map(({ name, kind, symbolKind, startLine, endLine }) => [name, kind, symbolKind, startLine, endLine]),
    [
      ['cell 1', 'code', null, 1, 2],
      ['cell 2', 'documentation', null, 3, 3],
      ['cell 3', 'code', null, 3, 3],
      ['load', 'code', 'function', 6, 8],
    ],
  )
  const load = chunks.find(({ name }) => name === 'load')!
  assert.equal(
    readNotebook(text)!
      .text.split('\n')
      .slice(load.startLine - 1, load.endLine),
    notebookLines(text, load),
  )
})

test('the lines of a hit are those of its cell, not of the file', () => {
  const { text, chunks } = chunksOf({
    metadata: KERNEL,
    cells: [
      { cell_type: 'code', source: '' },
      { cell_type: 'markdown', source: '# Loading\nFrom disk.' },
      { cell_type: 'code', source: '%matplotlib inline\nload()' },
    ],
  })
  assert.equal(
    chunks.map((chunk) => [chunk.name, notebookLines(text, chunk)]),
    [
      ['cell 2', ['# Loading', 'From disk.']],
      ['cell 3', ['%matplotlib inline', 'load()']],
    ],
  )
})

test('a notebook of format 3 is read, with its headings', () => {
  const { chunks } = chunksOf({
    nbformat: 3,
    metadata: KERNEL,
    worksheets: [
      {
        cells: [
          { cell_type: 'heading', level: 2, source: ['Totals'] },
          {
            cell_type: 'code',
            language: 'python',
            input: ['total = sum(items)\n'],
            outputs: [{ text: 'x'.repeat(1e5) }],
          },
        ],
      },
    ],
  })
  assert.equal(
    chunks.map(({ name, text }) => [name, text]),
    [
      ['cell 1', '## Totals'],
      ['cell 2', 'total = sum(items)\n'],
    ],
  )
})

test('a heading of a level that no notebook has is a text', () => {
  for (const level of [1e9, -3, 0, 7, '2', null])
    assert.equal(
      chunksOf({ metadata: KERNEL, cells: [{ cell_type: 'heading', level, source: 'Totals' }] }).chunks.map(
        ({ text }) => text,
      ),
      ['Totals'],
    )
})

test('odd cells are passed over, and what is no notebook gives nothing', () => {
  const cells = [
    null,
    7,
    'cell',
    [],
    { cell_type: 'code' },
    { source: 5 },
    { cell_type: 'code', source: ['a = 1', null] },
  ]
  assert.equal(
    chunksOf({ metadata: KERNEL, cells }).chunks.map(({ name, text }) => [name, text]),
    [['cell 7', 'a = 1']],
  )
  for (const text of ['{broken', 'null', '[]', '{"cells": 3}', '{"worksheets": [null, {"cells": 1}]}', ''])
    assert.equal(chunksOf(text).chunks, [])
})

test('of a cell of any length every line is searchable', () => {
  const code = Array.from({ length: 2_000 }, (_, i) => `call_${i}(${i})\n`)
  const words = Array.from({ length: 2_000 }, (_, i) => `Paragraph ${i} says something.\n\n`)
  const { chunks } = chunksOf({
    metadata: KERNEL,
    cells: [
      { cell_type: 'markdown', source: words },
      { cell_type: 'code', source: code },
    ],
  })
  for (const wanted of ['call_0(0)', 'call_999(999)', 'call_1999(1999)', 'Paragraph 0 ', 'Paragraph 1999 '])
    assert.ok(
      chunks.some(({ text }) => text.includes(wanted)),
      wanted,
    )
  assert.ok(chunks.every(({ text, name }) => text.length <= 8_000 && /^cell [12]$/.test(name)))
  const last = chunks.at(-1)!
  assert.equal([last.endLine, last.text.endsWith('call_1999(1999)')], [2_000, true])
})

test.run()
