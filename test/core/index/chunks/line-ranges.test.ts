import { cutRange, type LineRange, trimmed } from '@tlc/core/index/chunks/line-ranges'
import { SourceLines } from '@tlc/core/index/chunks/source-lines'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('core/index/chunks/line-ranges')

function cut(text: string, size: number, range?: LineRange): [number, number][] {
  const lines = new SourceLines(text)
  return cutRange(lines, range ?? { from: 1, to: lines.count }, size).map(({ from, to }) => [from, to])
}

test('blank lines are taken from both ends, and of blank lines alone nothing stays', () => {
  const lines = new SourceLines('\n  \na\n\nb\n\t\n')
  assert.equal(trimmed(lines, { from: 1, to: 6 }), { from: 3, to: 5 })
  assert.equal(trimmed(lines, { from: 3, to: 3 }), { from: 3, to: 3 })
  assert.is(trimmed(lines, { from: 1, to: 2 }), null)
  assert.is(trimmed(lines, { from: 3, to: 2 }), null)
})

test('what is short stays in one piece', () => {
  assert.equal(cut('a\nb\nc\n', 100), [[1, 3]])
  assert.equal(cut('a\nb\nc\nd\n', 100, { from: 2, to: 3 }), [[2, 3]])
})

test('a part ends before a line that stands no deeper than the block', () => {
  assert.equal(cut('head\n  aaaa\n    bbbb\n    cccc\n  dddd\n    eeee\nend\n', 20), [
    [1, 4],
    [5, 7],
  ])
})

test('a part ends at a blank line, which is in none', () => {
  assert.equal(cut('head\n  a = [\n      1234567890,\n\n      2,\n  ]\n', 20), [
    [1, 3],
    [5, 6],
  ])
})

test('a part of twice the size ends anywhere', () => {
  const deep = `head\n  first\n${'      1234567\n'.repeat(20)}  last\n`
  const parts = cut(deep, 40)
  assert.ok(parts.length > 3)
  for (const [from, to] of parts) assert.ok(new SourceLines(deep).size(from, to) < 2 * 40 + 14, `${from}-${to}`)
})

test('parts follow each other without a gap but blank lines, and one line is never cut', () => {
  const text = `${'x'.repeat(500)}\n\n${Array.from({ length: 60 }, (_, i) => `${' '.repeat(i % 5)}line ${i}${i % 7 === 0 ? '\n' : ''}\n`).join('')}`
  const lines = new SourceLines(text)
  const parts = cut(text, 50)
  assert.equal(parts[0], [1, 1])
  let next = 1
  for (const [from, to] of parts) {
    for (let at = next; at < from; at++) assert.ok(lines.isBlank(at), `line ${at} is in a part`)
    assert.ok(to >= from)
    next = to + 1
  }
  assert.is(next, lines.count + 1 - (lines.isBlank(lines.count) ? 1 : 0))
})

test('nothing but blank lines makes no part', () => {
  assert.equal(cut('\n\n  \n', 10), [])
  assert.equal(cut('', 10), [])
})

test.run()
