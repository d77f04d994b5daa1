import { createAnalyzer } from '@tlc/analyzers/analyze'
import { readWasm } from '@tlc/analyzers/grammars'
import { codeChunks } from '@tlc/core/index/chunks/code-chunks'
import { SourceLines } from '@tlc/core/index/chunks/source-lines'
import type { Chunk, IndexedSymbol } from '@tlc/core/index/contract'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const analyzer = await createAnalyzer({ wasm: readWasm })
const test = suite('core/index/chunks/code-chunks')

async function chunksOf(path: string, text: string): Promise<Chunk[]> {
  await analyzer.prepare([analyzer.languageOf(path, text)!])
  return codeChunks(path, 'code', analyzer.analyse(path, text).symbols, new SourceLines(text))
}

function linesOf(chunks: Chunk[], name: string): number[][] {
  return chunks.filter((chunk) => chunk.name === name).map(({ startLine, endLine }) => [startLine, endLine])
}

test('a class lists its fields, and a function the small ones inside it', async () => {
  const fields = await chunksOf(
    'a.ts',
    'export class Cart {\n  limit = 3\n  #items = []\n\n  add(item: string) {\n    this.#items.push(item)\n  }\n}\n',
  )
  assert.equal(fields.find(({ name }) => name === 'Cart')!.names, ['limit', '#items'])
  const [outer] = await chunksOf('a.py', 'def outer():\n    def inner():\n        return 1\n    return inner\n')
  assert.equal([outer!.name, outer!.names], ['outer', ['inner']])
})

test('of a class with more than one text holds, every line of its own is in a chunk', async () => {
  const fields = Array.from({ length: 300 }, (_, i) => `    field_${i} = "a value of some length ${i}"`)
  const method = '    def total(self):\n        return len(self.items)\n'
  const chunks = await chunksOf('a.py', `class Settings:\n${method}${fields.join('\n')}\n    last_field = 1\n`)
  const own = chunks.filter(({ name }) => name === 'Settings')
  assert.ok(own.length > 1)
  assert.ok(own.every(({ text }) => text.length <= 4_000))
  for (const field of ['field_0 ', 'field_150 ', 'field_299 ', 'last_field'])
    assert.ok(
      own.some(({ text }) => text.includes(field)),
      field,
    )
  const listed = own.flatMap(({ names }) => names ?? [])
  assert.equal(new Set(listed).size, 301)
  assert.is(listed.length, 301)
})

test('a comment or decorator of several lines belongs to what is below it', async () => {
  const decorated = '@route(\n    "/x",\n    methods=["GET"],\n)\ndef page():\n    return 1\n'
  assert.equal(linesOf(await chunksOf('a.py', `LIMIT = (\n    1\n)\n${decorated}`), 'page'), [[4, 9]])
  const comment = '/*\n Adds up\n  what is there.\n*/\nint total(int a) {\n  return a;\n}\n'
  assert.equal(linesOf(await chunksOf('a.c', `int b;\n\n${comment}`), 'total'), [[3, 9]])
})

test('lines that close a block are nothing to find', async () => {
  const chunks = await chunksOf(
    'a.rs',
    'impl A {\n    fn b() {\n        c()\n    }\n}\n\nimpl D {\n    fn e() {\n    }\n}\n',
  )
  assert.equal(
    chunks.map(({ name, startLine, endLine }) => [name, startLine, endLine]),
    [
      ['', 1, 1],
      ['A.b', 2, 4],
      ['', 7, 7],
      ['D.e', 8, 9],
    ],
  )
})

test('what only ends like a decorator belongs to nothing below it', async () => {
  assert.equal(linesOf(await chunksOf('a.py', 'x = call(\n    1,\n)\ndef page():\n    return 1\n'), 'page'), [[4, 5]])
  assert.equal(
    linesOf(await chunksOf('a.c', '/* of a */\nint a; /* a */\nint total(void) {\n  return 1;\n}\n'), 'total'),
    [[3, 5]],
  )
})

test('a module called tests holds tests, and a function called test holds none', async () => {
  const rust = await chunksOf('a.rs', 'mod tests {\n    #[test]\n    fn adds() {\n        assert!(true);\n    }\n}\n')
  assert.is(rust.find(({ name }) => name === 'tests.adds')!.kind, 'test')
  const [chunk] = await chunksOf('a.js', 'export function test(value) {\n  return check(value)\n}\n')
  assert.is(chunk!.kind, 'code')
})

test('a thousand functions within each other take little more than their text', () => {
  const depth = 1_000
  const symbols = Array.from(
    { length: depth },
    (_, i): IndexedSymbol => ({
      name: `f${i}`,
      kind: 'function',
      container: null,
      signature: `def f${i}():`,
      doc: null,
      exported: false,
      line: i + 1,
      endLine: 2 * depth,
    }),
  )
  const text = Array.from({ length: 2 * depth }, (_, i) => `def f${i}(): # some words of it`).join('\n')
  const chunks = codeChunks('a.py', 'code', symbols, new SourceLines(text))
  const size = chunks.reduce((sum, chunk) => sum + chunk.text.length, 0)
  assert.ok(size < 8 * text.length, `${size} characters of ${text.length}`)
  const found = new Set(chunks.flatMap(({ name, names }) => [name, ...(names ?? [])]))
  assert.is(found.size, depth)
})

test.run()
