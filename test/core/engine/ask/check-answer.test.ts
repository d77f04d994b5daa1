import { checkAnswer } from '@tlc/core/engine/ask/check-answer'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('core/engine/ask/check-answer')
const SHOWN = { numbers: new Set([1, 2, 3]), shown: 'def total(self, widget):\n  return Cart.total(0)' }
const check = (text: string) => checkAnswer(text, SHOWN)

test('sentences with known numbers stay, before and behind their full stop', () => {
  const { text, cited, left } = check('The cart adds up [1]. Then it pays. [2, 3] It ends [1][3]!\n\n- A point [2].')
  assert.is(text, 'The cart adds up [1]. Then it pays. [2, 3] It ends [1][3]!\nA point [2].')
  assert.equal(cited, [1, 2, 3])
  assert.is(left, 0)
})

for (const [what, sentence] of [
  ['without a number', 'It is fast.'],
  ['with an invented number', 'It is fast [7].'],
  ['with an invented number beside a known one', 'It is fast [1, 7].'],
  ['with a number of a list', 'It reads items[1].'],
  ['with a number in code', 'It reads `items [1]`.'],
  ['with a link', 'See [1](http://example.org).'],
  ['with an address', 'See http://example.org/?q=x [1].'],
  ['that is a heading', '# Answer'],
  ['in another script', '它很快。'],
] as const) {
  test(`a sentence ${what} is left out and counted`, () => {
    const { text, left } = check(`It adds [1]. ${what.includes('heading') ? '\n' : ''}${sentence}`)
    assert.equal([text, left], ['It adds [1].', 1])
  })
}

test('what is no end of a sentence does not cut it', () => {
  for (const sentence of [
    'Version 1.2 of shop/cart.py, e.g. its total, counts [1].',
    'It is `Cart.total(a. B. c)` first [2].',
    'It stops... [3].',
  ]) {
    assert.is(check(sentence).text, sentence)
  }
})

test('sentences without blanks between them are told apart', () => {
  assert.equal(check('它计算总数[1]。它很快。它结束。[2]').left, 1)
  assert.is(check('It adds。[1] It ends。[2]').text, 'It adds。[1] It ends。[2]')
})

test('blocks of code and thoughts aloud are left out', () => {
  const { text, left } = check(
    '<think>Maybe [1].</think>It adds [1].\n```py\nrm -rf / # [1].\n```\nIt ends [2].\n```\nopen [1].',
  )
  assert.equal([text, left], ['It adds [1].\nIt ends [2].', 2])
})

test('names that nothing shown has are marked', () => {
  const { text, unverified } = check('`total(x)` of `Cart.total` calls `get`, `Cart.pay` and `widget` [1].')
  assert.is(text, '`total(x)` of `Cart.total` calls `get` (unverified), `Cart.pay` (unverified) and `widget` [1].')
  assert.equal(unverified, ['get', 'Cart.pay'])
})

test('nothing gives orders to a terminal', () => {
  assert.is(check('It\x1b[2J adds\u202e up [1].').text, 'It[2J adds up [1].')
})

test('nothing with evidence is nothing', () => {
  for (const text of ['', '...', 'The excerpts do not say.']) assert.is(check(text).text, '')
})

test('a text of a megabyte of signs is read to its limit and no further', () => {
  for (const part of ['.', '[1] ', '`', '```\n', '<think>', '[1', 'a.[1,', '. [1]', '\n', 'It adds [1]. ']) {
    assert.ok(check(part.repeat(1_000_000 / part.length)).text.length <= 20_000)
  }
})

test.run()
