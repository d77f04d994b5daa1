import { configurationChunks } from '@tlc/core/index/chunks/configuration-chunks'
import { SourceLines } from '@tlc/core/index/chunks/source-lines'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('core/index/chunks/configuration-chunks')

function heads(path: string, text: string): string[] {
  const lines = new SourceLines(text)
  const chunks = configurationChunks(path, lines)
  let next = 1
  for (const { startLine, endLine, text: content } of chunks) {
    for (let at = next; at < startLine; at++) assert.ok(lines.isBlank(at), `${path}:${at} is in no chunk`)
    assert.is(content, lines.slice(startLine, endLine))
    next = endLine + 1
  }
  for (let at = next; at <= lines.count; at++) assert.ok(lines.isBlank(at), `${path}:${at} is in no chunk`)
  return chunks.map(({ text: content }) => content.split('\n', 1)[0]!.trim())
}

const block = (from: string, count: number, line: (i: number) => string) =>
  `${from}\n${Array.from({ length: count }, (_, i) => `${line(i)}\n`).join('')}`

test('JSON is cut before its keys, and a brace that closes one ends it', () => {
  const of = (length: number) => Object.fromEntries(Array.from({ length }, (_, i) => [`name-${i}`, `^${i}.2.3`]))
  const text = JSON.stringify({ name: 'shop', scripts: of(70), dependencies: of(90), files: ['a'] }, null, 2)
  assert.equal(heads('package.json', text), ['{', '"scripts": {', '"dependencies": {', '"files": ['])
})

test('YAML is cut before its keys with the comment above, small ones together', () => {
  const text = [
    block('name: ci\non: push\njobs:', 45, (i) => `  step_${i}: run what is to be run`),
    block('# Who is told.\n# And how.\nnotify:', 55, (i) => `  person_${i}: by a letter at noon`),
    block('a: 1\nb: 2\nlast:', 35, (i) => `- item ${i} is a long one that takes some room`),
  ].join('\n')
  assert.equal(heads('.github/workflows/ci.yml', text), ['name: ci', 'jobs:', '# Who is told.', 'a: 1', 'last:'])
  const list = block('---', 80, (i) => `- name: item ${i}\n  value: of this item`)
  const items = heads('tasks.yml', list)
  assert.ok(items.length > 2 && items.slice(1).every((head) => head.startsWith('- name:')))
})

test('TOML and INI are cut before their sections, not between the keys of one', () => {
  for (const path of ['pyproject.toml', 'setup.cfg', 'tox.ini']) {
    const text = [
      block('[project]', 40, (i) => `key_${i} = "a value of this one"`),
      block('# What is checked.\n[tool.lint]', 40, (i) => `rule_${i} = "a value of that one"`),
      '[[tool.last]] # small\na = 1\n\n[tool.least]\nlist = [\n["a", "b"],\n]\n',
    ].join('\n')
    assert.equal(heads(path, text), ['[project]', '# What is checked.', '[[tool.last]] # small'])
  }
})

test('a list within a list is no section', () => {
  const text = block('[a]', 80, (i) => `row_${i} = [\n["one value", "another"]\n]`)
  assert.is(heads('a.toml', `${text.slice(0, 2_300)}\n${block('[b]', 20, (i) => `key_${i} = 1`)}`).length, 2)
})

test('a section that is too long is cut by its size, and what is no known format too', () => {
  const long = block('[only]', 200, (i) => `key_${i} = "some value that is set here"`)
  assert.ok(heads('a.toml', long).length > 3)
  assert.ok(heads('Dockerfile', long.replace('[only]', 'FROM node')).length > 3)
})

test('nothing, blank lines, one line without an end and broken text are cut as well', () => {
  assert.equal(heads('a.json', ''), [])
  assert.equal(heads('a.toml', '\n\n'), [])
  assert.is(heads('a.json', `{"a": "${'x'.repeat(50_000)}"}`).length, 1)
  assert.equal(heads('a.yaml', '}}}]\n  : [\n'), ['}}}]'])
  assert.is(heads('a.json', '{\r\n  "a": 1\r\n}\r\n').length, 1)
})

test('a hundred thousand keys or comments take no time', () => {
  const from = performance.now()
  heads('a.yaml', 'a:\n'.repeat(60_000))
  heads('b.yaml', `${'#\n'.repeat(90_000)}a: 1\n`)
  assert.ok(performance.now() - from < 3_000)
})

test.run()
