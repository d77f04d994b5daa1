import { kernelLanguage, readNotebook } from '@tlc/analyzers/notebook'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { analyzerWith, factsOf, outline } from '../helpers/outline.ts'

const test = suite('analyzers/notebook')

const code = (source: string | string[]) => ({ cell_type: 'code', source, outputs: [], metadata: {} })
const notebook = (cells: unknown[], metadata: unknown = { language_info: { name: 'python' } }) =>
  JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 })

test('code cells are joined, with the first line and the index of each', () => {
  const read = readNotebook(
    notebook([code(['import os\n', 'x = 1']), { cell_type: 'markdown', source: '# Title' }, code(''), code('y = x\n')]),
  )
  assert.is(read?.text, 'import os\nx = 1\ny = x\n')
  assert.equal(read?.cells, [
    { index: 0, firstLine: 1, lines: 2 },
    { index: 2, firstLine: 3, lines: 0 },
    { index: 3, firstLine: 3, lines: 1 },
  ])
})

test('what IPython adds to the language becomes a comment of the same length', () => {
  const read = readNotebook(
    notebook([code('%time f()\n!ls\nx = 1 % 2\nobj.name?'), code('%%bash\nls -l\n'), code('%%time\ny = 1')]),
  )
  assert.is(read?.text, '#time f()\n#ls\nx = 1 % 2\n#bj.name?\n#%bash\n#s -l\n#%time\ny = 1\n')
})

test('notebooks of the third format keep their code in worksheets', () => {
  const old = { worksheets: [{ cells: [{ cell_type: 'code', input: ['a = 1'] }] }], nbformat: 3, metadata: {} }
  assert.is(readNotebook(JSON.stringify(old))?.text, 'a = 1\n')
})

test('the language is that of the kernel', async () => {
  const analyzer = await analyzerWith()
  const kernel = (name: string) => notebook([], { kernelspec: { display_name: name, language: name } })
  assert.is(kernelLanguage(kernel('R')), 'R')
  assert.is(analyzer.languageOf('a.ipynb', kernel('R')), null)
  assert.is(analyzer.languageOf('a.ipynb', kernel('C#')), 'csharp')
  assert.is(analyzer.languageOf('a.ipynb', kernel('bash')), 'bash')
  assert.is(analyzer.languageOf('a.ipynb', notebook([], {})), 'python')
  assert.is(
    kernelLanguage(notebook([], { language_info: { codemirror_mode: { name: 'ipython' }, name: 'python' } })),
    'python',
  )
})

test('facts of a notebook have positions in the joined code and its cells', async () => {
  const text = notebook([code('import os\n'), code(['class A:\n', '    def f(self):\n', '        return os.sep\n'])])
  const facts = await factsOf(await analyzerWith(), 'a.ipynb', text)
  assert.equal(outline(facts), ['class A 2-4 | class A', 'method A.f 3-4 | def f(self)'])
  assert.equal([facts.lines, facts.syntaxErrors], [4, 0])
  assert.equal(facts.cells?.[1], { index: 1, firstLine: 2, lines: 3 })
})

test('a file that is no notebook is listed with its reason', async () => {
  for (const text of ['', '{}', '[1]', '{"cells": 3}', '{"cells": [null, 3, {"cell_type": "code"}']) {
    const facts = await factsOf(await analyzerWith(), 'a.ipynb', text)
    assert.is(facts.findings[0]?.message, 'Expected a Jupyter notebook, got a file that is none', text)
  }
})

test('cells that are not what the format says are passed over', () => {
  assert.is(readNotebook('{"cells": [null, 3, {"cell_type": "code", "source": [1, "x = 1"]}]}')?.text, 'x = 1\n')
})

test.run()
