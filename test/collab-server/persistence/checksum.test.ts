import { checksum, flippedBit } from '@tlc/collab-server/persistence/checksum'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('collab-server/persistence/checksum')

test('the sum of parts is the sum of the whole, as zlib has it', () => {
  const bytes = new TextEncoder().encode('123456789')
  assert.is(checksum(bytes), 0xcbf43926)
  assert.is(checksum(bytes.subarray(0, 4), bytes.subarray(4)), 0xcbf43926)
})

test('every single flipped bit is found', () => {
  const bytes = new TextEncoder().encode('one record of the log')
  const expected = checksum(bytes)
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const wrong = bytes.slice()
    wrong[bit >> 3]! ^= 1 << (bit & 7)
    assert.equal(flippedBit(checksum(wrong), expected, wrong.length), { byte: bit >> 3, bit: bit & 7 })
  }
})

test('two flipped bits are not taken for one', () => {
  const bytes = new TextEncoder().encode('one record of the log')
  for (let bit = 1; bit < bytes.length * 8; bit++) {
    const wrong = bytes.slice()
    wrong[0]! ^= 1
    wrong[bit >> 3]! ^= 1 << (bit & 7)
    assert.is(flippedBit(checksum(wrong), checksum(bytes), wrong.length), null)
  }
})

test.run()
