import { SourceLines } from '@tlc/core/index/chunks/source-lines'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('core/index/chunks/source-lines')

test('lines count from 1, and a last line break begins none', () => {
  const lines = new SourceLines('one\ntwo\n\nfour\n')
  assert.is(lines.count, 4)
  assert.equal(
    [1, 2, 3, 4].map((at) => lines.line(at)),
    ['one', 'two', '', 'four'],
  )
  assert.is(new SourceLines('one\ntwo').count, 2)
  assert.equal([new SourceLines('').count, new SourceLines('').line(1)], [1, ''])
  assert.is(new SourceLines('\n').count, 1)
})

test('several lines keep what is between them, and lose the break at their end', () => {
  const lines = new SourceLines('a\r\nb\r\nc')
  assert.is(lines.slice(1, 2), 'a\r\nb')
  assert.is(lines.slice(2, 9), 'b\r\nc')
  assert.is(lines.size(1, 2), 6)
  assert.is(lines.size(2, 9), 4)
})

test('a line is as deep as its blanks, and one of blanks alone has no depth', () => {
  const lines = new SourceLines('a\n  b\n\t\tc\n   \n\r\n')
  assert.equal(
    [1, 2, 3, 4, 5].map((at) => lines.indentation(at)),
    [0, 2, 2, -1, -1],
  )
  assert.equal(
    [3, 4].map((at) => lines.isBlank(at)),
    [false, true],
  )
})

test.run()
