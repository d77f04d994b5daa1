import { SourceLines } from '@tlc/core/index/chunks/source-lines'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('core/index/chunks/source-lines')

test('a last line break ends a line and begins none', () => {
  assert.is(new SourceLines('a\nb\n').count, 2)
  assert.is(new SourceLines('a\nb').count, 2)
  assert.is(new SourceLines('a\n\n').count, 2)
  assert.is(new SourceLines('\n').count, 1)
})

test('a text without anything has one empty line', () => {
  const lines = new SourceLines('')
  assert.equal([lines.count, lines.line(1), lines.size(1, 1), lines.isBlank(1)], [1, '', 0, true])
})

test('lines are given without their last break, whichever system wrote them', () => {
  const lines = new SourceLines('one\r\n two\r\n\nfour')
  assert.equal(
    [1, 2, 3, 4].map((at) => lines.line(at)),
    ['one', ' two', '', 'four'],
  )
  assert.is(lines.slice(1, 2), 'one\r\n two')
  assert.is(lines.slice(3, 4), '\nfour')
  assert.is(new SourceLines('a\rb\n').line(1), 'a\rb')
})

test('a range that ends after the text ends with it', () => {
  const lines = new SourceLines('a\nbc\n')
  assert.is(lines.slice(2, 9), 'bc')
  assert.is(lines.size(2, 9), 3)
})

test('sizes count the line breaks, and those of all lines are the whole text', () => {
  const text = 'a\r\n\n\tbc\nd'
  const lines = new SourceLines(text)
  assert.equal(
    [1, 2, 3, 4].map((at) => lines.size(at, at)),
    [3, 1, 4, 1],
  )
  assert.is(lines.size(1, lines.count), text.length)
})

test('a tab counts as one blank, and a line of blanks alone has no depth', () => {
  const lines = new SourceLines('a\n  b\n\t\tc\n \t d\n   \n\t\r\n  ')
  assert.equal(
    [1, 2, 3, 4, 5, 6, 7].map((at) => lines.indentation(at)),
    [0, 2, 2, 3, -1, -1, -1],
  )
  assert.equal(
    [4, 5, 6, 7].map((at) => lines.isBlank(at)),
    [false, true, true, true],
  )
})

test.run()
