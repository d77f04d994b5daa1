import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hnswlib } from '@tlc/core/index/vectors/hnswlib'
import { openVectorStore } from '@tlc/core/index/vectors/open-vector-store'
import { nodeSystem } from '@tlc/core/system/node-system'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { random } from '../../../helpers/random.ts'

const DIMENSIONS = 160
const COUNT = 3_000
const GRAPH = 'graph.hnsw'
const ABOUT = 'graph.tlcg'
const suiteOfGraphs = suite('core/index/vectors/graph-search')
const base = mkdtempSync(join(tmpdir(), 'tlc-graph-'))
const compiled = hnswlib()
if (!compiled.library) console.log(`NOT RUN: tests of the graph of neighbours, as ${compiled.fault}: npm run native`)
const test = compiled.library ? suiteOfGraphs : suiteOfGraphs.skip
const vectors = Array.from({ length: COUNT + 100 }, (_, seed) => vector(seed))
let folders = 0

suiteOfGraphs.after(() => rmSync(base, { recursive: true, force: true }))

function newFolder(): string {
  return mkdtempSync(join(base, `${++folders}-`))
}

type Over = { graphFrom?: number; user?: string; model?: string }

function open(folder: string, { graphFrom = 500, user = 'user', model = 'double' }: Over = {}) {
  const system = { ...nodeSystem, env: { XDG_STATE_HOME: join(base, user) } }
  return openVectorStore({ system, folder, model, dimensions: DIMENSIONS, graphFrom })
}

/** Unit vectors that reach far in few directions, as those of texts do. */
function vector(seed: number): Float32Array {
  const next = random(seed)
  const values = Float32Array.from({ length: DIMENSIONS }, (_, i) => (next(2_000) - 1_000) / (1 + i / 10))
  const length = Math.hypot(...values)
  return values.map((value) => value / length)
}

function entries(from: number, to: number) {
  return vectors.slice(from, to).map((one, i) => ({ key: from + i, vector: one }))
}

type Store = Awaited<ReturnType<typeof open>>

/** A store with a graph of so many vectors, on disk. */
async function saved(count = COUNT): Promise<string> {
  const folder = newFolder()
  const store = await open(folder)
  store.add(entries(0, count))
  await store.settled()
  await store.close()
  assert.ok(existsSync(join(folder, ABOUT)))
  return folder
}

/** The part of the ten nearest that the graph found. */
async function recall(store: Store, queries: Float32Array[]): Promise<number> {
  assert.ok(store.byGraph)
  const plain = await open(newFolder(), { graphFrom: Number.POSITIVE_INFINITY })
  plain.add(entries(0, vectors.length).filter(({ key }) => store.has(key)))
  let found = 0
  for (const query of queries) {
    const expected = new Set(plain.nearest(query, 10).map(({ key }) => key))
    found += store.nearest(query, 10).filter(({ key }) => expected.has(key)).length
  }
  return found / (10 * queries.length)
}

const QUERIES = Array.from({ length: 40 }, (_, i) => vector(90_000 + i))

test('a graph finds what comparing all finds, with the same scores', async () => {
  const store = await open(newFolder())
  store.add(entries(0, COUNT))
  await store.settled()
  const plain = await open(newFolder(), { graphFrom: Number.POSITIVE_INFINITY })
  plain.add(entries(0, COUNT))
  assert.not(plain.byGraph)
  assert.ok((await recall(store, QUERIES)) >= 0.98)
  assert.equal(store.nearest(vectors[7]!, 3), plain.nearest(vectors[7]!, 3))
  assert.is(store.nearest(vectors[7]!, 5_000).length, COUNT)
})

test('while it is built all are compared, and whoever asks is answered', async () => {
  const store = await open(newFolder())
  store.add(entries(0, COUNT))
  const plain = await open(newFolder(), { graphFrom: Number.POSITIVE_INFINITY })
  plain.add(entries(0, COUNT))
  let asked = 0
  while (!store.byGraph) {
    assert.ok(store.busy)
    assert.equal(store.nearest(QUERIES[asked % 40]!, 10), plain.nearest(QUERIES[asked % 40]!, 10))
    asked++
    await new Promise((resolve) => setImmediate(resolve))
  }
  assert.ok(asked > 3, `asked ${asked} times`)
})

test('what comes later is found at once, and what goes is not found any more', async () => {
  const store = await open(newFolder())
  store.add(entries(0, COUNT))
  await store.settled()
  store.add(entries(COUNT, COUNT + 100))
  assert.ok(store.byGraph)
  assert.is(store.nearest(vectors[COUNT + 50]!, 1)[0]!.key, COUNT + 50)
  store.retain((key) => key % 10 !== 0)
  assert.not(store.nearest(vectors[COUNT + 50]!, 50).some(({ key }) => key % 10 === 0))
  await store.settled()
  assert.not(store.nearest(vectors[COUNT + 50]!, 50).some(({ key }) => key % 10 === 0))
  assert.ok((await recall(store, QUERIES)) >= 0.98)
  store.add(entries(COUNT + 50, COUNT + 51))
  await store.settled()
  assert.is(store.nearest(vectors[COUNT + 50]!, 1)[0]!.key, COUNT + 50)
})

test('a graph of which much is gone is built anew, and one that is not worth it any more goes', async () => {
  const folder = await saved()
  const store = await open(folder)
  await store.settled()
  const whole = store.bytes()
  store.retain((key) => key < 1_500)
  await store.settled()
  assert.ok(store.byGraph)
  assert.ok(store.bytes() < whole * 0.6)
  assert.ok((await recall(store, QUERIES)) >= 0.98)
  store.retain((key) => key < 100)
  await store.settled()
  assert.not(store.byGraph)
  assert.is(store.nearest(vectors[5]!, 1)[0]!.key, 5)
  assert.not(existsSync(join(folder, GRAPH)))
  await store.close()
})

test('a restart searches by the graph that was saved', async () => {
  const folder = await saved()
  const before = statSync(join(folder, GRAPH))
  const store = await open(folder)
  await store.settled()
  assert.is(store.message, '')
  assert.ok((await recall(store, QUERIES)) >= 0.98)
  await store.close()
  const after = statSync(join(folder, GRAPH))
  assert.is(after.ino, before.ino, 'it was not built again')
  assert.ok(after.size < COUNT * (4 * 128 + 180))
})

test('a build that was broken off goes on where it was', async () => {
  const folder = newFolder()
  const first = await open(folder)
  first.add(entries(0, 2_500))
  await first.settled()
  first.add(entries(2_500, COUNT))
  await first.close()
  const second = await open(folder)
  await second.settled()
  assert.is(second.message, '')
  assert.ok((await recall(second, QUERIES)) >= 0.98)
  await second.close()
})

test('a graph that is older than the vectors learns of what came and went since', async () => {
  const folder = await saved(2_000)
  for (const name of [GRAPH, ABOUT]) copyFileSync(join(folder, name), join(folder, `${name}.old`))
  const first = await open(folder)
  first.add(entries(2_000, COUNT))
  await first.save()
  first.retain((key) => key >= 500 && (key < 2_000 || key >= 2_500))
  await first.settled()
  await first.close()
  for (const name of [GRAPH, ABOUT]) copyFileSync(join(folder, `${name}.old`), join(folder, name))
  const second = await open(folder)
  await second.settled()
  assert.is(second.message, '')
  assert.ok((await recall(second, QUERIES)) >= 0.98)
  assert.is(second.nearest(vectors[2_700]!, 1)[0]!.key, 2_700)
  assert.not(second.nearest(vectors[5]!, 50).some(({ key }) => key < 500))
})

for (const name of [GRAPH, ABOUT]) {
  test(`a ${name} that is damaged, torn, empty or gone is made again`, async () => {
    const folder = await saved(1_050)
    const damages: ((whole: Buffer) => Uint8Array)[] = [
      ...[0, 8, 60].map((at) => (whole: Buffer) => whole.map((byte, i) => (i === at ? byte ^ 64 : byte))),
      (whole) => whole.map((byte, i) => (i === whole.length - 1 ? byte ^ 64 : byte)),
      ...[0, 33, 95, 4_000].map((length) => (whole: Buffer) => whole.subarray(0, length)),
      (whole) => whole.subarray(0, -1),
      (whole) => Buffer.concat([whole, Buffer.from([0])]),
    ]
    for (const [n, damage] of damages.entries()) {
      writeFileSync(join(folder, name), damage(readFileSync(join(folder, name))))
      const store = await open(folder)
      await store.settled()
      assert.match(store.message, 'built again', `damage ${n}`)
      assert.ok(store.byGraph)
      assert.is(store.nearest(vectors[900]!, 1)[0]!.key, 900)
      await store.close()
    }
    const mended = await open(folder)
    await mended.settled()
    assert.is(mended.message, '')
    await mended.close()
    rmSync(join(folder, name))
    const store = await open(folder)
    await store.settled()
    assert.is(store.nearest(vectors[900]!, 1)[0]!.key, 900)
    await store.close()
  })
}

test('a graph that somebody else made is not believed', async () => {
  const folder = await saved()
  const store = await open(folder, { user: 'somebody-else' })
  await store.settled()
  assert.match(store.message, 'made by somebody else')
  assert.ok((await recall(store, QUERIES)) >= 0.98)
})

test('a graph of another model is not used for this one', async () => {
  const folder = await saved()
  const store = await open(folder, { model: 'other' })
  store.add(entries(0, 600))
  await store.settled()
  assert.match(store.message, 'another model')
  assert.is(store.nearest(vectors[500]!, 1)[0]!.key, 500)
  assert.ok(store.nearest(vectors[2_000]!, 50).every(({ key }) => key < 600))
})

test('a graph that cannot be written serves all the same, and it is said', async () => {
  const folder = newFolder()
  mkdirSync(join(folder, `${GRAPH}.tmp`))
  const store = await open(folder)
  store.add(entries(0, COUNT))
  await store.settled()
  assert.match(store.message, 'could not be saved')
  assert.ok((await recall(store, QUERIES)) >= 0.98)
  await store.close()
  assert.is((await open(folder)).size, COUNT)
})

suiteOfGraphs.run()
