import { createHash } from 'node:crypto'
import { chunkKey, embeddingText } from '@tlc/core/index/chunks/embedding-text'
import type { Chunk } from '@tlc/core/index/contract'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('core/index/chunks/embedding-text')
const CHUNK: Chunk = {
  kind: 'code',
  startLine: 1,
  endLine: 2,
  name: 'Cart.add',
  symbolKind: 'method',
  exported: true,
  depth: 1,
  text: 'def add(self, item):\n    self.items.append(item)',
  context: 'shop/cart.py Cart.add',
}

test('a chunk means its file, its name and how it begins', () => {
  assert.is(embeddingText(CHUNK, 'shop/cart.py'), `cart.py Cart.add\n${CHUNK.text}`)
  assert.is(embeddingText({ ...CHUNK, text: 'x'.repeat(5_000) }, 'a.py').length, 900)
})

test('moved code keeps its key, and changed code or another name of the file has another', () => {
  const key = chunkKey(CHUNK, 'shop/cart.py')
  assert.is(chunkKey({ ...CHUNK, startLine: 90, endLine: 91, exported: false }, 'lib/deep/cart.py'), key)
  assert.is.not(chunkKey(CHUNK, 'shop/basket.py'), key)
  assert.is.not(chunkKey({ ...CHUNK, text: `${CHUNK.text} ` }, 'shop/cart.py'), key)
})

test('a key is a whole number that no arithmetic rounds', () => {
  for (let i = 0; i < 200; i++) {
    const key = chunkKey({ ...CHUNK, text: `text ${i}` }, 'a.py')
    assert.ok(Number.isSafeInteger(key) && key >= 0)
  }
})

test('a key is the first 52 bits of the SHA-1 of what is embedded, which stored vectors rely on', () => {
  const digits = createHash('sha1').update(embeddingText(CHUNK, 'shop/cart.py')).digest('hex').slice(0, 13)
  assert.is(chunkKey(CHUNK, 'shop/cart.py'), Number.parseInt(digits, 16))
})

test.run()
