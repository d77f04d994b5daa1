import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createAnalyzer } from '@tlc/analyzers/analyze'
import { readWasm } from '@tlc/analyzers/grammars'
import { chunkDocument, chunkFile } from '@tlc/core/index/chunks/chunk-file'
import type { Chunk, IndexedSymbol } from '@tlc/core/index/contract'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { sourceFiles } from '../../../helpers/sources.ts'

const ROOT = join(import.meta.dirname, '../../../..')
const analyzer = await createAnalyzer({ wasm: readWasm })
const test = suite('core/index/chunks/chunk-file')

async function chunksOf(path: string, text: string): Promise<Chunk[]> {
  const language = analyzer.languageOf(path, text)
  if (language) await analyzer.prepare([language])
  const symbols = language ? analyzer.analyse(path, text).symbols : []
  return chunkFile({ path, hash: '', language: language ?? '', symbols }, text)
}

function named(chunks: Chunk[], name: string): Chunk {
  const chunk = chunks.find((one) => one.name === name)
  assert.ok(chunk, `a chunk called ${name} among ${chunks.map((one) => one.name).join(', ')}`)
  return chunk!
}

test('ranges lie in the file and every line that says something is in a chunk', async () => {
  for (const file of sourceFiles().slice(0, 250)) {
    const text = readFileSync(join(ROOT, file), 'utf8')
    const lines = text.split('\n')
    const covered = new Set<number>()
    for (const { startLine, endLine, text: content } of await chunksOf(file, text)) {
      assert.ok(startLine >= 1 && startLine <= endLine && endLine <= lines.length, `${file}:${startLine}-${endLine}`)
      assert.ok(content.length <= 16_000)
      for (let line = startLine; line <= endLine; line++) covered.add(line)
    }
    lines.forEach((line, i) => {
      if (/[\p{L}\p{N}]/u.test(line)) assert.ok(covered.has(i + 1), `${file}:${i + 1} is in no chunk`)
    })
  }
})

test('a function is a chunk with the comment and decorators above it', async () => {
  const text = '# Adds up.\n@cached\ndef total(items):\n    return sum(items)\n\n\nLIMIT = 3\n'
  const chunk = named(await chunksOf('a.py', text), 'total')
  assert.equal([chunk.startLine, chunk.endLine, chunk.symbolKind, chunk.kind], [1, 4, 'function', 'code'])
  assert.match(chunk.text, '# Adds up.')
})

test('a class says what it has, and its methods are chunks of their own', async () => {
  const text =
    'class Cart:\n    """Holds items."""\n    size = 0\n\n    def add(self, item):\n        self.items.append(item)\n\n    def clear(self):\n        self.items = []\n'
  const chunks = await chunksOf('a.py', text)
  const cart = named(chunks, 'Cart')
  assert.equal([cart.startLine, cart.endLine], [1, 9])
  assert.match(cart.text, 'Holds items')
  assert.match(cart.text, 'def add(self, item)')
  assert.not.match(cart.text, 'append')
  assert.match(named(chunks, 'Cart.add').text, 'append')
  assert.is(named(chunks, 'Cart.add').depth, 1)
})

test('a function of hundreds of lines is cut, and each part keeps its name', async () => {
  const body = Array.from({ length: 400 }, (_, i) => `    value_${i} = compute(value_${i - 1}, ${i})`).join('\n')
  const parts = (await chunksOf('a.py', `def long():\n${body}\n`)).filter(({ name }) => name === 'long')
  assert.ok(parts.length > 3)
  assert.is(parts[0]!.startLine, 1)
  assert.is(parts.at(-1)!.endLine, 401)
  assert.ok(parts.every(({ text }) => text.length < 6_000))
})

test('small definitions share a chunk that knows all their names', async () => {
  const [chunk] = await chunksOf('a.py', 'RED = 1\nGREEN = 2\nBLUE = 3\n')
  assert.equal(chunk!.names, ['RED', 'GREEN', 'BLUE'])
})

test('Markdown is cut at headings, which name the parts; fenced lines are none', async () => {
  const text = '# Shop\nBuy.\n\n## Install\n```sh\n# not a heading\nnpm ci\nnpm start\n```\n\nSetext\n------\nEnd.\n'
  const chunks = await chunksOf('README.md', text)
  assert.equal(
    chunks.map(({ name, kind }) => `${kind} ${name}`),
    ['documentation Shop', 'documentation Shop > Install', 'example Shop > Install', 'documentation Shop > Setext'],
  )
})

test('a heading with a hundred thousand blanks, and thousands of headings with fences, take no time', async () => {
  const from = performance.now()
  await chunksOf('a.md', `# a${' '.repeat(100_000)}b\n`)
  await chunksOf('b.md', `${'# h\n```\na\nb\nc\n```\n'.repeat(20_000)}`)
  assert.ok(performance.now() - from < 5_000)
  assert.is((await chunksOf('a.md', '## Install ##\ntext\n'))[0]!.name, 'Install')
  assert.is((await chunksOf('a.md', '# C#\ntext\n'))[0]!.name, 'C#')
})

test('what a site generator reads is no heading, and its title names what comes before the first', async () => {
  for (const fence of ['---', '+++']) {
    const sign = fence === '---' ? ':' : ' ='
    const text = `${fence}\ntitle${sign} "Getting started"\ndate${sign} 2026\n${fence}\n\nWelcome.\n\n# Install\nDo it.\n`
    assert.equal(
      (await chunksOf('docs/a.md', text)).map(({ name, startLine }) => [name, startLine]),
      [
        ['Getting started', 1],
        ['Install', 8],
      ],
    )
  }
  assert.is((await chunksOf('docs/a.md', '---\n# Only a rule\ntext\n'))[0]!.name, '')
})

test('a fence with a language opens and never closes, and one that stays open hides no heading', async () => {
  const nested = '# Use\n````md\n```js\n# not a heading\n````\n\n# After\nText.\n'
  assert.equal(
    (await chunksOf('a.md', nested)).filter(({ kind }) => kind !== 'example').map(({ name }) => name),
    ['Use', 'After'],
  )
  const open = '# Use\n```\ncode\n```js\nmore\n\n# After\nText.\n'
  assert.ok((await chunksOf('a.md', open)).some(({ name }) => name === 'After'))
})

test('a short underline makes a title in reStructuredText', async () => {
  assert.is((await chunksOf('docs/a.rst', 'Hi\n==\n\nText.\n'))[0]!.name, 'Hi')
  for (const none of ['Hi\n..\n', 'Hi\n::\n', 'Hello\n==\n'])
    assert.is((await chunksOf('docs/a.rst', none))[0]!.name, '', none)
  assert.is((await chunksOf('docs/a.rst', 'A title that is long\n====\n\nText.\n'))[0]!.name, 'A title that is long')
})

test('reStructuredText is cut at underlined titles', async () => {
  const text = '=====\nTitle\n=====\n\nIntro.\n\nPart\n----\n\nText.\n'
  assert.equal(
    (await chunksOf('docs/a.rst', text)).map(({ name }) => name),
    ['Title', 'Title > Part'],
  )
})

test('a notebook is cut into its cells', () => {
  const text = JSON.stringify({
    cells: [
      { cell_type: 'markdown', source: ['# Data'] },
      { cell_type: 'code', source: 'load()\n' },
    ],
  })
  const cells = [{ index: 1, firstLine: 1, lines: 1 }]
  const chunks = chunkFile({ path: 'a.ipynb', hash: '', language: 'python', symbols: [], cells }, text)
  assert.equal(
    chunks.map(({ kind, startLine, text: content }) => [kind, startLine, content]),
    [
      ['documentation', 1, '# Data'],
      ['code', 1, 'load()\n'],
    ],
  )
  assert.equal(chunkFile({ path: 'a.ipynb', hash: '', language: '', symbols: [] }, '{broken'), [])
})

test('configuration is found as such, of data only how it begins', async () => {
  assert.is((await chunksOf('package.json', '{\n  "name": "shop"\n}\n'))[0]!.kind, 'configuration')
  const data = `[\n${'  {"a": 1},\n'.repeat(30_000)}]\n`
  const chunks = await chunksOf('data.json', data)
  assert.ok(chunks.at(-1)!.endLine <= 40)
})

test('tests and examples are known by their path, and tests beside code by their module', async () => {
  assert.is((await chunksOf('tests/test_a.py', 'def test_a():\n    assert True\n'))[0]!.kind, 'test')
  assert.is((await chunksOf('examples/a.py', 'def run():\n    return 1\n'))[0]!.kind, 'example')
  const rust =
    'pub fn add() -> u8 {\n    1\n}\n\n#[cfg(test)]\nmod tests {\n    #[test]\n    fn adds() {\n        assert!(true);\n    }\n}\n'
  assert.is(named(await chunksOf('src/lib.rs', rust), 'tests.adds').kind, 'test')
})

test('line ends of Windows, no last line break, nothing at all and one endless line are all cut', async () => {
  assert.is(named(await chunksOf('a.py', 'def f():\r\n    return 1\r\n'), 'f').endLine, 2)
  assert.is(named(await chunksOf('a.py', 'def f():\n    return 1'), 'f').endLine, 2)
  assert.equal(await chunksOf('a.py', ''), [])
  assert.equal(await chunksOf('a.md', '\n\n'), [])
  const [endless, ...more] = await chunksOf('a.txt', 'word '.repeat(380_000))
  assert.is(more.length, 0)
  assert.ok(endless!.text.length <= 16_000)
})

test('a file has no more chunks than are kept', async () => {
  const text = Array.from({ length: 9_000 }, (_, i) => `# h${i}\ntext\n`).join('')
  assert.is((await chunksOf('a.md', text)).length, 4_000)
})

test('definitions that lie outside of the text harm nothing', () => {
  const symbol: IndexedSymbol = {
    name: 'f',
    kind: 'function',
    container: null,
    signature: '',
    doc: null,
    exported: true,
    line: 900,
    endLine: 950,
  }
  const chunks = chunkFile({ path: 'a.py', hash: '', language: 'python', symbols: [symbol] }, 'x = 1\n')
  assert.equal(
    chunks.map(({ startLine, endLine }) => [startLine, endLine]),
    [[1, 1]],
  )
})

test('knowledge that is no file is cut at its headings, under its title', () => {
  const document = {
    id: 'page:x',
    kind: 'page' as const,
    title: 'Guide',
    text: 'Intro\n\n# Use\nDo it.\n',
    at: 0,
    version: '1',
  }
  assert.equal(
    chunkDocument(document).map(({ name, kind }) => `${kind} ${name}`),
    ['page Guide', 'page Guide > Use'],
  )
})

test.run()
