import { encodeRecord, type LogRecord, scanLog } from '@tlc/collab-server/persistence/record'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('collab-server/persistence/record')

test('records come back in order and reserved zeros behind them are no damage', () => {
  const log = join(records(5).map(encodeRecord), new Uint8Array(1000))
  const { records: read, damage, end } = scanLog(log)
  assert.equal(read, records(5))
  assert.equal(damage, [])
  assert.is(end, log.length - 1000)
})

test('zeros alone are what is left of a log, not one that was just begun', () => {
  assert.equal(scanLog(new Uint8Array(70_000)), {
    records: [],
    end: 0,
    damage: [{ offset: 0, bytes: 70_000, repaired: false }],
  })
  assert.equal(scanLog(new Uint8Array(0)).damage, [])
})

test('a log cut anywhere gives back every whole record and reports the rest', () => {
  const encoded = records(4).map(encodeRecord)
  const log = join(encoded)
  const ends = encoded.map((_, i) => join(encoded.slice(0, i + 1)).length)
  for (let size = 0; size < log.length; size++) {
    const { records: read, damage } = scanLog(log.slice(0, size))
    const whole = ends.filter((end) => end <= size).length
    assert.equal(read, records(4).slice(0, whole), `cut at ${size}`)
    assert.is(damage.length > 0, size > (ends[whole - 1] ?? 0), `cut at ${size}`)
    assert.ok(
      damage.every(({ repaired }) => !repaired),
      `cut at ${size}`,
    )
  }
})

test('a flipped bit anywhere is put right', () => {
  const log = join(records(3).map(encodeRecord))
  for (let bit = 0; bit < log.length * 8; bit++) {
    const wrong = log.slice()
    wrong[bit >> 3]! ^= 1 << (bit & 7)
    const { records: read, damage } = scanLog(wrong)
    assert.equal(read, records(3), `bit ${bit}`)
    assert.equal(
      damage.map(({ repaired }) => repaired),
      [true],
    )
  }
})

test('a record that is beyond repair costs itself alone', () => {
  const encoded = records(3).map(encodeRecord)
  const log = join(encoded)
  log.fill(0xa5, encoded[0]!.length + 12, encoded[0]!.length + 20)
  const { records: read, damage } = scanLog(log)
  assert.equal(read, [records(3)[0], records(3)[2]])
  assert.equal(damage, [{ offset: encoded[0]!.length, bytes: encoded[1]!.length, repaired: false }])
})

test('rubbish behind the reserved space is reported by its own size', () => {
  const log = join(records(2).map(encodeRecord), new Uint8Array(500), new Uint8Array(30).fill(7))
  const { records: read, damage } = scanLog(log)
  assert.equal(read, records(2))
  assert.equal(damage, [{ offset: log.length - 30, bytes: 30, repaired: false }])
})

test('rubbish instead of a log is damage, not a record', () => {
  for (let seed = 1; seed <= 50; seed++) {
    const rubbish = Uint8Array.from({ length: 500 }, (_, i) => (Math.imul(seed * 7919 + i, 2654435761) >>> 13) & 255)
    const { records: read, damage } = scanLog(rubbish)
    assert.equal(read, [])
    assert.is(damage.length, 1)
  }
})

function records(count: number): LogRecord[] {
  return Array.from({ length: count }, (_, i) => ({
    meta: { author: `author-${i}`, at: 1_000 + i, ...(i % 2 ? { key: `key-${i}`, answer: '{}' } : {}) },
    update: Uint8Array.from({ length: 10 + i * 7 }, (_, j) => (i * 31 + j) & 255),
  }))
}

function join(parts: Uint8Array[], ...more: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat([...parts, ...more]))
}

test.run()
