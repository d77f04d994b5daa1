import { chunkKey, embeddingText } from '@tlc/core/index/chunks/embedding-text'
import type { Chunk } from '@tlc/core/index/contract'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('core/index/chunks/embedding-text')

const TOTAL: Chunk = {
  kind: 'code',
  startLine: 3,
  endLine: 4,
  name: 'Cart.total',
  symbolKind: 'method',
  exported: true,
  depth: 1,
  text: 'def total(self):\n    return sum(self.items)',
  context: 'shop/cart.py Cart.total',
}

test('a vector is made of the names of file and chunk, and of how the text begins', () => {
  const text = embeddingText(TOTAL, 'shop/cart.py')
  assert.match(text, 'cart.py')
  assert.match(text, 'Cart.total')
  assert.match(text, 'return sum(self.items)')
  assert.not.match(text, 'shop')
  assert.match(embeddingText(TOTAL, 'cart.py'), 'cart.py')
})

test('what comes late in a long text is not embedded', () => {
  const long = embeddingText({ ...TOTAL, text: `first ${'x'.repeat(100_000)} last` }, 'a.py')
  assert.ok(long.length < 2_000)
  assert.match(long, 'first')
  assert.not.match(long, 'last')
})

test('a file that moves, and a chunk that stands elsewhere in it, keep their keys', () => {
  const key = chunkKey(TOTAL, 'shop/cart.py')
  assert.is(chunkKey(TOTAL, 'lib/deep/cart.py'), key)
  assert.is(chunkKey({ ...TOTAL, startLine: 90, endLine: 91, exported: false, context: 'x' }, 'cart.py'), key)
})

test('another text, another name of it or of its file is another key', () => {
  const keys = [
    chunkKey(TOTAL, 'shop/cart.py'),
    chunkKey(TOTAL, 'shop/basket.py'),
    chunkKey({ ...TOTAL, name: 'Cart.sum' }, 'shop/cart.py'),
    chunkKey({ ...TOTAL, text: `${TOTAL.text} ` }, 'shop/cart.py'),
  ]
  assert.is(new Set(keys).size, keys.length)
})

test('a key is 52 bits, which a number holds exactly, and the same on every day', () => {
  for (let i = 0; i < 500; i++) {
    const key = chunkKey({ ...TOTAL, text: `text ${i}` }, 'a.py')
    assert.ok(Number.isSafeInteger(key) && key >= 0 && key < 2 ** 52)
  }
  const sha1 = chunkKey({ ...TOTAL, name: 'b', text: 'c' }, 'a')
  // The first 13 digits of `printf 'a b\nc' | sha1sum`.
  assert.is(sha1.toString(16).padStart(13, '0'), 'e693c1a928191')
})

test('chunks of the same words share a key', () => {
  assert.is(chunkKey({ ...TOTAL, kind: 'test' }, 'a.py'), chunkKey({ ...TOTAL, depth: 4 }, 'a.py'))
})

test.run()
