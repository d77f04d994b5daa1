import { exportsAlone, hasBodies } from '@tlc/core/index/chunks/file-content'
import type { Chunk } from '@tlc/core/index/contract'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('core/index/chunks/file-content')

function chunk(text: string, more: Partial<Chunk> = {}): Chunk {
  const lines = text.split('\n').length
  return {
    kind: 'code',
    startLine: 1,
    endLine: lines,
    name: '',
    symbolKind: null,
    exported: false,
    depth: 0,
    text,
    context: '',
    ...more,
  }
}

test('a file that hands on what others define does little more, in each language', () => {
  for (const text of [
    "export * from './a.js'\nexport { b, c } from './b.js'",
    "'use strict'\nconst a = require('./a')\nmodule.exports = {\n  a,\n  b,\n}",
    'from .a import b\nfrom .c import (\n    d,\n    e,\n)\n\n__all__ = [\n    "b",\n    "d",\n]',
    'pub mod a;\npub(crate) mod b;\npub use a::C;\nmod private;',
    "require 'a'\nrequire_relative 'b'",
    'from .a import b\n__all__ = ["b"]\nsetup()',
  ])
    assert.is(exportsAlone([chunk(text)]), true, text)
})

test('a file with code of its own does more', () => {
  for (const text of [
    'import os\n\ndef total(items):\n    found = sum(items)\n    print(found)\n    return found',
    'export function f() {\n  return g(1)\n}\nlet x = f() + 1\nx += 2\ncall(x)\nother(x)',
    'int main(void) {\n  return run(1);\n}',
  ])
    assert.is(exportsAlone([chunk(text)]), false, text)
})

test('comments and blank lines say nothing either way', () => {
  const comments = '# one\n\n# two\n\n'.repeat(20)
  assert.is(exportsAlone([chunk(`${comments}from .a import b`)]), true)
  assert.is(exportsAlone([chunk(`${comments}run(1)\nrun(2)`)]), false)
})

test('lines are counted over all chunks of the file', () => {
  const exporting = chunk("export { a } from './a.js'\nexport { b } from './b.js'\nexport { c } from './c.js'")
  assert.is(exportsAlone([exporting, chunk('run(1)\nrun(2)')]), true)
  assert.is(exportsAlone([exporting, chunk('run(1)\nrun(2)\nrun(3)')]), false)
})

test('a function has a body from three lines on, what is no function never', () => {
  const text = 'a\nb\nc'
  for (const symbolKind of ['function', 'method', 'constructor'] as const) {
    assert.is(hasBodies([chunk(text, { symbolKind })]), true, symbolKind)
    assert.is(hasBodies([chunk('a\nb', { symbolKind, startLine: 40, endLine: 41 })]), false, symbolKind)
  }
  for (const symbolKind of ['class', 'constant', null] as const)
    assert.is(hasBodies([chunk(text, { symbolKind })]), false, `${symbolKind}`)
  assert.is(hasBodies([chunk(text), chunk(text, { symbolKind: 'function', startLine: 40, endLine: 42 })]), true)
  assert.is(hasBodies([]), false)
})

test.run()
