import { markText } from '@tlc/tui/panels/_mark-text'
import { span } from '@tlc/tui/screen/line'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('tui/panels/mark-text')

test('a match is marked across spans, each part of it once', () => {
  const marked = markText([span('let ', 'keyword'), span('alpha', 'text'), span('Alpha')], 'taa')
  assert.equal(marked, [span('let ', 'keyword'), span('alpha', 'text'), span('Alpha')])
  assert.equal(markText([span('ab', 'keyword'), span('ab')], 'ba'), [
    span('a', 'keyword'),
    span('b', 'match'),
    span('a', 'match'),
    span('b'),
  ])
})

test('small letters fit capitals, capitals only themselves', () => {
  assert.equal(markText([span('Ab ab')], 'ab'), [span('Ab', 'match'), span(' '), span('ab', 'match')])
  assert.equal(markText([span('Ab ab')], 'Ab'), [span('Ab', 'match'), span(' ab')])
})

test('a letter whose length changes with its case leaves the line as it is', () => {
  assert.equal(markText([span('İx')], 'x'), [span('İx')])
})

test.run()
