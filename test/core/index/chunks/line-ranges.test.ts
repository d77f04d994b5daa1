import { cutRange, trimmed } from '@tlc/core/index/chunks/line-ranges'
import { SourceLines } from '@tlc/core/index/chunks/source-lines'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('core/index/chunks/line-ranges')

test('blank lines at both ends are left out, and nothing is left of nothing', () => {
  const lines = new SourceLines('\n  \na\n\nb\n\n')
  assert.equal(trimmed(lines, { from: 1, to: 6 }), { from: 3, to: 5 })
  assert.is(trimmed(lines, { from: 1, to: 2 }), null)
  assert.is(trimmed(lines, { from: 3, to: 2 }), null)
})

test('a block is cut before a line that stands no deeper than the block, once a part is large enough', () => {
  const lines = new SourceLines('head:\n  a:\n    1\n    2\n  b:\n    3\n    4\n  c:\n    5\n')
  assert.equal(cutRange(lines, { from: 1, to: 9 }, 15), [
    { from: 1, to: 4 },
    { from: 5, to: 7 },
    { from: 8, to: 9 },
  ])
})

test('what has no seam is cut at twice the size, and all lines are in one part', () => {
  const lines = new SourceLines(`start\n${'    deep deep\n'.repeat(50)}end\n`)
  const parts = cutRange(lines, { from: 1, to: lines.count }, 70)
  assert.ok(parts.length > 4)
  assert.is(parts[0]!.from, 1)
  assert.is(parts.at(-1)!.to, 52)
  parts.forEach(({ from, to }, i) => {
    if (i > 0) assert.is(from, parts[i - 1]!.to + 1)
    assert.ok(lines.size(from, to) <= 2 * 70 + 14)
  })
})

test('lines that all stand deeper than the block are cut at twice the size', () => {
  const lines = new SourceLines(`start\n  less deep\n${'      deep deep\n'.repeat(30)}  less deep\nend\n`)
  const parts = cutRange(lines, { from: 1, to: lines.count }, 40)
  assert.ok(parts.length > 5)
  for (const { from, to } of parts) assert.ok(lines.size(from, to) < 2 * 40 + 16, `${from}-${to}`)
})

test('one line is never cut', () => {
  assert.equal(cutRange(new SourceLines(`${'x'.repeat(500)}\nend\n`), { from: 1, to: 2 }, 40), [
    { from: 1, to: 1 },
    { from: 2, to: 2 },
  ])
})

test('a part of blank lines alone is none', () => {
  assert.equal(cutRange(new SourceLines('\n\n\n'), { from: 1, to: 3 }, 1), [])
})

test.run()
