import { fit, graphemes, graphemeWidth, textWidth, truncate, truncateStart, wrap } from '@tlc/tui/screen/width'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('tui/screen/width')

test('wide letters, emoji, flags and joined emoji take two columns', () => {
  for (const text of ['漢', '한', '😀', '🇩🇪', '👨‍👩‍👧', '❤️', '1️⃣', '🏳️‍🌈']) assert.is(textWidth(text), 2, text)
})

test('combining marks and zero-width characters take none', () => {
  assert.is(textWidth('e\u0301'), 1)
  assert.is(textWidth('a\u200bb'), 2)
  assert.is(textWidth('n\u0303o\u0308'), 2)
})

test('box drawing, blocks and accented letters take one column', () => {
  for (const text of ['│', '█', '▁', 'é', '…', '✓']) assert.is(textWidth(text), 1, text)
})

test('what is measured without a segmenter is measured as with one', () => {
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  for (let code = 0x20; code < 0x2600; code++) {
    const text = `a${String.fromCharCode(code)}─é`
    const segments = Array.from(segmenter.segment(text), ({ segment }) => segment)
    assert.equal([...graphemes(text)], segments, code.toString(16))
    const width = segments.reduce((sum, segment) => sum + graphemeWidth(segment), 0)
    assert.is(textWidth(text), width, code.toString(16))
  }
})

test('a control character takes the column of the blank that is drawn for it', () => {
  for (const text of ['\n', '\r\n', '\x1b', '\x7f', '\x9b']) assert.is(textWidth(`a${text}b`), 3, JSON.stringify(text))
})

test('a cut text never exceeds its columns and never splits a wide letter', () => {
  assert.is(truncate('日本語のテキスト', 7), '日本語…')
  assert.is(textWidth(truncate('日本語', 4)), 3)
  assert.is(truncate('plain', 5), 'plain')
  assert.is(truncate('plain', 0), '')
})

test('the end of a path is kept when its start is cut', () => {
  assert.is(truncateStart('src/very/long/path/file.ts', 10), '…h/file.ts')
  assert.is(truncateStart('short', 10), 'short')
})

test('a fitted text has exactly the columns asked for', () => {
  for (const text of ['', 'abc', '漢字', 'a😀b', 'e\u0301e\u0301', 'x'.repeat(50)]) {
    for (const width of [0, 1, 2, 5, 20]) assert.is(textWidth(fit(text, width)), width, `${text} in ${width}`)
  }
})

test('wrapped lines hold all words and no line is too long', () => {
  const text = 'one two three 四五六七八九十 ten-and-a-very-long-word-without-any-blank end'
  const lines = wrap(text, 12)
  assert.ok(lines.every((each) => textWidth(each) <= 12))
  assert.is(lines.join('').replaceAll(' ', ''), text.replaceAll(' ', ''))
})

test.run()
