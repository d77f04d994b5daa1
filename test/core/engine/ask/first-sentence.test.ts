import { firstSentence } from '@tlc/core/engine/ask/first-sentence'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('core/engine/ask/first-sentence')

for (const [text, sentence] of [
  ['Adds up. Then more.', 'Adds up.'],
  ['Adds up,\n  over two lines. More.', 'Adds up, over two lines.'],
  ['Takes v1.2 of a.b, e.g. this one. More.', 'Takes v1.2 of a.b, e.g. this one.'],
  ['# Title\n\n[![badge](x)](y)\n\nIt **does** [this](http://x). More.', 'It does this.'],
  ['```\ncode. Here.\n```\nText.', 'Text.'],
  ['- A point.\n- Another.', 'A point.'],
  ['No full stop\n\nnext paragraph', 'No full stop'],
  ['加起来。然后。', '加起来。'],
  ['See [1]. Then.', 'See (1).'],
  ['Calls __init__ of it.', 'Calls __init__ of it.'],
  ['\x1b[31mred\x07 word', '[31mred word'],
  ['', ''],
  ['# Title\n---\n', ''],
  ['Hosting\n~~~~~~~\n\nRuns :class:`~flask.App` or ``x``. More.', 'Runs `flask.App` or `x`.'],
  ['Reads a {@link Cart}. More.', 'Reads a `Cart`.'],
  ['.. module:: flask\n\nThe text.', 'The text.'],
  ['Text before\n```\ncode\n```', 'Text before'],
] as const) {
  test(`${JSON.stringify(text)} says ${JSON.stringify(sentence)}`, () => {
    assert.is(firstSentence(text), sentence)
  })
}

test('one without an end is cut between words', () => {
  const cut = firstSentence('word '.repeat(1_000_000))
  assert.ok(cut.length < 250)
  assert.match(cut, /word …$/)
})

test.run()
