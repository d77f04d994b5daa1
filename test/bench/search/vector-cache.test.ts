import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { VectorCache } from '../../../bench/src/search/vector-cache.ts'

const test = suite('bench/search/vector-cache')

const folder = mkdtempSync(join(tmpdir(), 'tlc-vectors-'))
test.after(() => rmSync(folder, { recursive: true, force: true }))

const KEY = 2 ** 51 + 1

test('vectors survive, also a run that was stopped while it wrote', () => {
  const file = join(folder, 'some.bin')
  new VectorCache(file, 2).add([
    { key: KEY, vector: Float32Array.of(0.6, 0.8) },
    { key: 7, vector: Float32Array.of(-1, 0) },
  ])
  appendFileSync(file, 'half')
  const cache = new VectorCache(file, 2)
  assert.ok(cache.has(KEY) && cache.has(7))
  assert.not.ok(cache.has(8))
})

test('the nearest of the wanted keys come first', () => {
  const cache = new VectorCache(join(folder, 'near.bin'), 2)
  cache.add([
    { key: 1, vector: Float32Array.of(1, 0) },
    { key: 2, vector: Float32Array.of(0, 1) },
    { key: 3, vector: Float32Array.of(0.6, 0.8) },
  ])
  const near = cache.nearest(Float32Array.of(0, 1), new Set([1, 3, 99]), 5)
  assert.equal(
    near.map(({ key }) => key),
    [3, 1],
  )
  assert.ok(Math.abs(near[0]!.score - 0.8) < 0.01)
})

test.run()
