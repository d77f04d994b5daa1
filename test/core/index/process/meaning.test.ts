import { Meaning } from '@tlc/core/index/process/meaning'
import { ProjectIndex } from '@tlc/core/index/project-index'
import { openVectorStore } from '@tlc/core/index/vectors/open-vector-store'
import type { Embedder } from '@tlc/core/models/contract'
import { nodeSystem } from '@tlc/core/system/node-system'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type IndexWorld, indexWorld } from './_index-world.ts'

const DIMENSIONS = 16
const test = suite('core/index/process/meaning')
const worlds: IndexWorld[] = []

test.after.each(async () => {
  for (const world of worlds.splice(0)) await world.dispose()
})

/** Not a model: texts are like each other when they share letters. It remembers what it was given. */
function embedderDouble() {
  const texts: string[] = []
  const vectorOf = (text: string) => {
    const vector = new Float32Array(DIMENSIONS)
    for (const letter of text.toLowerCase()) vector[letter.charCodeAt(0) % DIMENSIONS]! += 1
    const length = Math.hypot(...vector) || 1
    return vector.map((value) => value / length)
  }
  const embedder: Embedder = {
    id: 'double',
    dimensions: DIMENSIONS,
    batch: 1,
    async embed(given) {
      texts.push(...given)
      return given.map(vectorOf)
    },
    embedQuery: async (text) => vectorOf(text),
    close: async () => {},
  }
  return { embedder, texts }
}

async function world(files: Record<string, string>) {
  const made = await indexWorld(files)
  worlds.push(made)
  return made
}

/** Long enough for all that a double does. */
const quiet = () => new Promise((resolve) => setTimeout(resolve, 150))

async function meaningOf(made: IndexWorld, open: () => Promise<Embedder>, options: { restMs?: number } = {}) {
  const index = await ProjectIndex.open({ system: nodeSystem, root: made.root, folder: made.folder })
  const files = await made.describe(made.known().map(({ path }) => path))
  index.index(files)
  const meaning = new Meaning({
    index,
    openEmbedder: open,
    openVectors: ({ id, dimensions }) =>
      openVectorStore({ system: nodeSystem, folder: `${made.folder}/vectors`, model: id, dimensions }),
    describe: made.describe,
    onProgress: () => {},
    ...options,
  })
  return { index, meaning }
}

test('every chunk is embedded, once', async () => {
  const made = await world({ 'a.md': '# One\nA.\n\n# Two\nB.\n', 'b.md': '# One\nA.\n' })
  const { embedder, texts } = embedderDouble()
  const { index, meaning } = await meaningOf(made, async () => embedder)
  meaning.work()
  await meaning.settled()
  assert.is(meaning.embedded(), index.chunks)
  assert.is(new Set(texts).size, texts.length)
  await meaning.stop()
})

test('a new start embeds nothing again, nor does a file that moved', async () => {
  const made = await world({ 'a.md': '# One\nA.\n' })
  const first = await meaningOf(made, async () => embedderDouble().embedder)
  first.meaning.work()
  await first.meaning.settled()
  await first.meaning.stop()
  made.write('folder/a.md', '# One\nA.\n')
  const { embedder, texts } = embedderDouble()
  const second = await meaningOf(made, async () => embedder)
  second.index.index(await made.describe(['folder/a.md']))
  second.meaning.work()
  await second.meaning.settled()
  assert.equal(texts, [])
  assert.is(second.meaning.embedded(), 2)
  await second.meaning.stop()
})

test('code that others import comes first, tests and documents last', async () => {
  const made = await world({ 'z.py': 'zebra = 1\n', 'm.py': 'monkey = 1\n', 'test_a.py': 'ape = 1\n', 'a.md': 'ant\n' })
  const { embedder, texts } = embedderDouble()
  const { index, meaning } = await meaningOf(made, async () => embedder)
  index.weigh('m.py', { importers: 30, changedAt: 0 })
  meaning.work()
  await meaning.settled()
  assert.match(texts[0]!, 'monkey')
  assert.match(texts[1]!, 'zebra')
  await meaning.stop()
})

test('what comes while others are embedded is embedded too', async () => {
  const made = await world({ 'a.md': 'ant\n' })
  const { embedder } = embedderDouble()
  const slow = Promise.withResolvers<void>()
  const { index, meaning } = await meaningOf(made, async () => {
    await slow.promise
    return embedder
  })
  meaning.work()
  made.write('b.md', 'bee\n')
  index.index(await made.describe(['b.md']))
  meaning.work()
  slow.resolve()
  await meaning.settled()
  assert.is(meaning.embedded(), 2)
  await meaning.stop()
})

test('a pause holds what is being embedded until there is work again', async () => {
  const made = await world({ 'a.md': '# One\nA.\n\n# Two\nB.\n\n# Three\nC.\n' })
  const { embedder, texts } = embedderDouble()
  const { index, meaning } = await meaningOf(made, async () => ({
    ...embedder,
    async embed(given) {
      if (texts.length === 0) meaning.pause()
      return embedder.embed(given)
    },
  }))
  meaning.work()
  await quiet()
  assert.is(texts.length, 1)
  meaning.work()
  await meaning.settled()
  assert.is(meaning.embedded(), index.chunks)
  await meaning.stop()
})

test('while words come the rest before the model starts anew', async () => {
  const made = await world({ 'a.md': '# One\nA.\n' })
  let opened = false
  const { meaning } = await meaningOf(
    made,
    async () => {
      opened = true
      return embedderDouble().embedder
    },
    { restMs: 20 },
  )
  meaning.work()
  meaning.pause()
  await quiet()
  assert.not(opened)
  meaning.work()
  await meaning.settled()
  assert.ok(opened)
  assert.is(meaning.embedded(), 1)
  meaning.work()
  meaning.pause()
  await meaning.stop()
})

test('without a model there is a reason, and a search waits for nothing', async () => {
  const made = await world({ 'a.md': 'ant\n' })
  const { meaning } = await meaningOf(made, async () => {
    throw new Error('no network')
  })
  assert.is(await meaning.near('ant'), undefined)
  assert.match(meaning.without, 'Not by meaning: no network')
  meaning.work()
  await meaning.settled()
  assert.is(meaning.embedded(), 0)
  await meaning.stop()
})

test('a query and a chunk find what is like them', async () => {
  const made = await world({ 'a.md': 'aaaa\n', 'b.md': 'zzzz\n' })
  const { index, meaning } = await meaningOf(made, async () => embedderDouble().embedder)
  meaning.work()
  await meaning.settled()
  const [nearest] = (await meaning.near('aaa'))!
  const [described] = await made.describe(['a.md'])
  const chunk = index.chunkAt(described!, 1)!
  assert.is(nearest!.key, chunk.key)
  assert.is((await meaning.like(chunk.key))![0]!.key, chunk.key)
  await meaning.stop()
})

test.run()
