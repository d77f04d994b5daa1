import { exportsAlone, hasBodies } from '@tlc/core/index/chunks/file-content'
import type { Chunk } from '@tlc/core/index/contract'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('core/index/chunks/file-content')

function chunk(text: string, more: Partial<Chunk> = {}): Chunk {
  const endLine = text.split('\n').length
  const none = { name: '', symbolKind: null, exported: false, depth: 0, context: '' }
  return { kind: 'code', startLine: 1, endLine, ...none, text, ...more }
}

test('a file that hands on what others define is known in each language', () => {
  for (const text of [
    "export * from './a'\nexport { b } from './b'",
    '// All of it.\nfrom .a import b\nfrom .c import d\n\n__all__ = [\n"b",\n"d",\n]',
    'pub mod a;\npub use a::B;\nmod c;',
    "const a = require('./a')\nmodule.exports = { a }",
    "require 'a'\nrequire_relative 'b'",
    'from .a import b\n__all__ = ["b"]\nsetup()',
  ])
    assert.ok(exportsAlone([chunk(text)]), text)
})

test('a file with code of its own is no such file', () => {
  const text =
    "import { a } from './a'\n\nconst limit = 3 * a\nif (limit > 4) run(limit)\nconst more = limit + 1\nrun(more)"
  assert.not(exportsAlone([chunk(text)]))
})

test('three lines of five decide it, counted over all chunks; comments and blank lines say nothing', () => {
  const exporting = chunk("// One.\n\nexport { a } from './a'\nexport { b } from './b'\nexport { c } from './c'")
  assert.ok(exportsAlone([exporting, chunk('// Two.\nrun(1)\n\n\n# Three.\nrun(2)')]))
  assert.not(exportsAlone([exporting, chunk('run(1)\nrun(2)\nrun(3)')]))
})

test('a function of three lines has a body, and a declaration has none', () => {
  const body = 'function a() {\n  return 1\n}'
  assert.ok(hasBodies([chunk('const a = 1'), chunk(body, { symbolKind: 'function' })]))
  assert.not(hasBodies([chunk('declare function a(): void', { symbolKind: 'function' })]))
  assert.not(hasBodies([chunk(body, { symbolKind: 'class' })]))
})

test('a body is counted in lines of its own, of methods and constructors too', () => {
  for (const symbolKind of ['function', 'method', 'constructor'] as const) {
    assert.ok(hasBodies([chunk('a\nb\nc', { symbolKind, startLine: 40, endLine: 42 })]), symbolKind)
    assert.not(hasBodies([chunk('a\nb', { symbolKind, startLine: 40, endLine: 41 })]), symbolKind)
  }
})

test.run()
