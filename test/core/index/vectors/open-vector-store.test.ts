import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openVectorStore } from '@tlc/core/index/vectors/open-vector-store'
import { nodeSystem } from '@tlc/core/system/node-system'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const DIMENSIONS = 40
const test = suite('core/index/vectors/open-vector-store')
const folders: string[] = []

test.after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tlc-vectors-'))
  folders.push(folder)
  return folder
}

function vectorFile(folder: string): string {
  const [name] = readdirSync(folder).filter((one) => /^vectors-double-.*\.tlcv$/.test(one))
  return join(folder, name!)
}

function open(folder: string, over: { model?: string } = {}) {
  return openVectorStore({ system: nodeSystem, folder, model: 'double', dimensions: DIMENSIONS, ...over })
}

/** Unit vectors that are the same for the same seed. */
function vector(seed: number): Float32Array {
  const values = Float32Array.from({ length: DIMENSIONS }, (_, i) => (Math.sin(seed * 12.9898 + i * 78.233) * 43.7) % 1)
  const length = Math.hypot(...values)
  return values.map((value) => value / length)
}

function entries(from: number, to: number) {
  return Array.from({ length: to - from }, (_, i) => ({ key: from + i, vector: vector(from + i) }))
}

function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0)
}

test('the nearest are those that a plain comparison of all finds', async () => {
  const store = await open(newFolder())
  store.add(entries(0, 3_000))
  for (const seed of [7, 5_001, 9_999]) {
    const query = vector(seed + 0.37)
    const expected = entries(0, 3_000)
      .map(({ key, vector: one }) => ({ key, score: cosine(query, one) }))
      .sort((a, b) => b.score - a.score)
    const found = store.nearest(query, 10)
    const among = new Set(expected.slice(0, 12).map(({ key }) => key))
    assert.is(found.length, 10)
    assert.is(found[0]!.key, expected[0]!.key)
    assert.ok(found.filter(({ key }) => among.has(key)).length >= 9, 'a byte a dimension moves neighbours little')
    assert.ok(Math.abs(found[0]!.score - expected[0]!.score) < 0.01)
  }
})

test('an empty store has nothing near, and one of one has that', async () => {
  const store = await open(newFolder())
  assert.equal(store.nearest(vector(1), 5), [])
  store.add(entries(3, 4))
  assert.is(store.nearest(vector(3), 5)[0]!.key, 3)
  assert.is(store.nearest(vector(3), 5).length, 1)
})

test('a vector comes back about as it was given', async () => {
  const store = await open(newFolder())
  store.add(entries(5, 6))
  assert.ok(cosine(store.get(5)!, vector(5)) > 0.999)
  assert.is(store.get(6), null)
})

test('what a crash left of a write goes, and what is of another model stays', async () => {
  const folder = newFolder()
  const first = await open(folder)
  first.add(entries(0, 5))
  await first.close()
  const torn = `${vectorFile(folder)}.a1b2.tmp`
  const others = join(folder, 'vectors-other-00000000.tlcv.a1b2.tmp')
  for (const path of [torn, others]) writeFileSync(path, 'half')
  const second = await open(folder)
  assert.equal([existsSync(torn), existsSync(others)], [false, true])
  assert.equal([second.size, second.message], [5, ''])
})

test('what was saved is there again, in as many saves as there were', async () => {
  const folder = newFolder()
  const first = await open(folder)
  first.add(entries(0, 50))
  await first.save()
  first.add(entries(50, 60))
  await first.close()
  const second = await open(folder)
  assert.is(second.size, 60)
  assert.is(second.message, '')
  assert.equal(second.nearest(vector(55.2), 3), first.nearest(vector(55.2), 3))
})

test('what is not retained is neither found nor kept on disk', async () => {
  const folder = newFolder()
  const first = await open(folder)
  first.add(entries(0, 100))
  await first.save()
  first.retain((key) => key % 2 === 1)
  assert.is(first.size, 50)
  assert.ok(first.nearest(vector(4), 50).every(({ key }) => key % 2 === 1))
  await first.close()
  assert.is((await open(folder)).size, 50)
})

test('a file that was torn anywhere gives what is whole, and the next save mends it', async () => {
  const folder = newFolder()
  const first = await open(folder)
  for (let from = 0; from < 40; from += 10) {
    first.add(entries(from, from + 10))
    await first.save()
  }
  const path = vectorFile(folder)
  const whole = readFileSync(path)
  const block = (whole.length - 128) / 4
  for (const length of [0, 5, 127, 128, 130, 128 + block - 1, 128 + block, 128 + 3 * block + 7]) {
    writeFileSync(path, whole.subarray(0, length))
    const torn = await open(folder)
    const good = Math.max(0, Math.floor((length - 128) / block)) * 10
    assert.is(torn.size, good, `${length} bytes`)
    torn.add(entries(0, 40))
    await torn.close()
    const mended = await open(folder)
    assert.is(mended.size, 40)
    assert.is(mended.message, '')
  }
})

test('a flipped byte costs its block alone', async () => {
  const folder = newFolder()
  const first = await open(folder)
  for (let from = 0; from < 40; from += 10) {
    first.add(entries(from, from + 10))
    await first.save()
  }
  const path = vectorFile(folder)
  const bytes = readFileSync(path)
  const block = (bytes.length - 128) / 4
  bytes[128 + block + 100]! ^= 1
  writeFileSync(path, bytes)
  const damaged = await open(folder)
  assert.is(damaged.size, 30)
  assert.match(damaged.message, 'damaged')
  assert.not(damaged.has(15))
  assert.ok(damaged.has(25))
})

test('a damaged head, or a damaged number of rows, costs no more than its block', async () => {
  for (const [at, left] of [
    [3, 40],
    [60, 40],
    [128, 30],
    [129, 30],
  ] as const) {
    const folder = newFolder()
    const first = await open(folder)
    for (let from = 0; from < 40; from += 10) {
      first.add(entries(from, from + 10))
      await first.save()
    }
    const bytes = readFileSync(vectorFile(folder))
    bytes[at]! ^= 0x11
    writeFileSync(vectorFile(folder), bytes)
    const damaged = await open(folder)
    assert.is(damaged.size, left, `byte ${at}`)
    damaged.add(entries(0, 40))
    await damaged.close()
    const mended = await open(folder)
    assert.equal([mended.size, mended.message], [40, ''])
  }
})

test('each model has its own vectors, and a file that is none is set aside', async () => {
  const folder = newFolder()
  const first = await open(folder)
  first.add(entries(0, 10))
  await first.close()
  const other = await open(folder, { model: 'other' })
  assert.is(other.size, 0)
  await other.close()
  assert.is((await open(folder)).size, 10)
  const path = vectorFile(folder)
  writeFileSync(path, 'something else '.repeat(100))
  const foreign = await open(folder)
  assert.match(foreign.message, 'made again')
  assert.is(foreign.size, 0)
  assert.ok(readFileSync(`${path}.aside`, 'utf8').startsWith('something else'))
})

test('a vector takes its bytes and a few more', async () => {
  const folder = newFolder()
  const store = await open(folder)
  store.add(entries(0, 1_000))
  await store.close()
  assert.ok(readFileSync(vectorFile(folder)).length <= 1_000 * (DIMENSIONS + 14))
})

test.run()
