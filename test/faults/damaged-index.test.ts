import { existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type EndpointDouble, embeddingsEndpointDouble } from '../helpers/embeddings-endpoint-double.ts'
import { makeProject } from '../helpers/project.ts'
import { runTlc } from '../helpers/run-tlc.ts'

interface Context {
  project: ReturnType<typeof makeProject>
  endpoint: EndpointDouble
}

const WORDS = ['apple', 'berry', 'cherry', 'damson', 'elder', 'fig', 'grape', 'hazel']
const test = suite<Context>('faults/damaged-index')

test.before(async (context) => {
  context.endpoint = await embeddingsEndpointDouble()
  context.project = makeProject(
    Object.fromEntries(
      WORDS.map((word) => [`src/${word}.py`, `def pick_${word}(basket):\n    return basket.${word}\n`]),
    ),
  )
  assert.is(await indexed(context), WORDS.length)
  // Saved one after the other, these are segments of their own.
  for (const word of ['plum', 'quince']) {
    context.project.put(`src/${word}.py`, `def pick_${word}(basket):\n    return basket.${word}\n`)
    await indexed(context)
  }
})
test.before.each(async (context) => {
  await tlc(context, 'stop')
})
test.after(async ({ project, endpoint }) => {
  await project.dispose()
  await endpoint.close()
})

function tlc({ project, endpoint }: Context, ...words: string[]) {
  const env = {
    TLC_MODELS: 'on',
    TLC_EMBEDDER: 'openai-endpoint',
    TLC_EMBEDDER_URL: endpoint.url,
    TLC_EMBEDDER_MODEL: 'double',
  }
  return runTlc(words, { cwd: project.root, env, timeout: 60_000 })
}

/** Waits until all is searchable by meaning too; the number of files. */
async function indexed(context: Context): Promise<number> {
  const { code, out, err } = await tlc(context, 'index', '--wait', '--json')
  assert.is(code, 0, err)
  const { files, chunks, embedded } = JSON.parse(out)
  assert.is(embedded, chunks)
  return files
}

async function found(context: Context, query: string): Promise<string[]> {
  const { out, err, code } = await tlc(context, 'search', query, '--json')
  assert.is(code, 0, err)
  return JSON.parse(out).hits.map(({ path }: { path: string }) => path)
}

/** What a person reads: the hits, and what the answer lacks. */
async function shown(context: Context, query: string): Promise<{ hits: string; notice: string }> {
  const { out, err, code } = await tlc(context, 'search', query)
  assert.is(code, 0, err)
  return { hits: out, notice: err }
}

async function message(context: Context): Promise<string> {
  return JSON.parse((await tlc(context, 'index', '--json')).out).message
}

function stateFiles({ project: { root } }: Context, of: RegExp): string[] {
  const folder = join(root, '.tlc/index')
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => of.test(name))
    .map((name) => join(folder, name))
    .sort()
}

function flip(path: string, at: number): void {
  const bytes = readFileSync(path)
  bytes[at]! ^= 0xff
  writeFileSync(path, bytes)
}

/** All is there again, without a word of damage after the next start. */
async function isWhole(context: Context): Promise<void> {
  assert.is(await indexed(context), WORDS.length + 2)
  assert.is((await found(context, 'pick_apple'))[0], 'src/apple.py')
  assert.is((await found(context, 'pick_plum'))[0], 'src/plum.py')
  await tlc(context, 'stop')
  assert.is((await found(context, 'pick_quince'))[0], 'src/quince.py')
  assert.is(await message(context), '')
}

test('a flipped byte in a part of the index is told, and the part is made again', async (context) => {
  const [segment] = stateFiles(context, /segment-\d+\.tlcx$/)
  flip(segment!, statSync(segment!).size - 3)
  const { hits, notice } = await shown(context, 'pick_quince')
  assert.match(hits, /^src\/quince\.py:1/)
  assert.match(notice, /Parts of the index are made again: segment-\d+\.tlcx/)
  assert.match(await message(context), 'made again')
  await isWhole(context)
})

test('an index of another version, and one that was half written, are made again', async (context) => {
  for (const segment of stateFiles(context, /segment-\d+\.tlcx$/)) flip(segment, 4)
  writeFileSync(join(context.project.root, '.tlc/index/words/segment-99.tlcx.tmp'), 'half')
  assert.is((await found(context, 'pick_apple'))[0], 'src/apple.py')
  assert.match(await message(context), 'of another version')
  await isWhole(context)
})

test('what a crash left half written harms nothing, and goes', async (context) => {
  const whole = stateFiles(context, /\.tlc[xv]$|manifest\.json$/)
  assert.ok(whole.length >= 3)
  for (const path of whole) writeFileSync(`${path}.a1b2c3.tmp`, readFileSync(path).subarray(0, 20))
  const { hits, notice } = await shown(context, 'pick_apple')
  assert.match(hits, /^src\/apple\.py:1/)
  assert.not.match(notice, /damaged|again/)
  // What is changed is saved, which sweeps.
  context.project.put('src/apple.py', '# Picks.\ndef pick_apple(basket):\n    return basket.apple\n')
  await isWhole(context)
  assert.equal(stateFiles(context, /\.tmp$/), [])
})

test('a list of nothing is a list of nothing good', async (context) => {
  writeFileSync(join(context.project.root, '.tlc/index/words/manifest.json'), '{"version":1,"ne')
  assert.is((await found(context, 'pick_apple'))[0], 'src/apple.py')
  assert.match(await message(context), 'indexed again')
  await isWhole(context)
})

test('vectors that were cut short keep the good ones, and only the others are embedded again', async (context) => {
  const [vectors] = stateFiles(context, /\.tlcv$|vectors/).filter((path) => existsSync(path) && statSync(path).isFile())
  const { size } = statSync(vectors!)
  truncateSync(vectors!, size - 10)
  const embedded = () => context.endpoint.requests.flatMap(({ input }) => input.filter((text) => text.includes('def ')))
  const before = embedded().length
  assert.is((await found(context, 'pick_apple'))[0], 'src/apple.py')
  await indexed(context)
  assert.match(await message(context), 'of the vectors were damaged')
  await isWhole(context)
  const again = embedded().length - before
  assert.ok(again > 0 && again < WORDS.length, `${again} texts were embedded again`)
})

test('without its folder the index is made from the sources', async (context) => {
  for (const path of stateFiles(context, /./)) if (statSync(path).isFile()) truncateSync(path, 0)
  await isWhole(context)
})

test.run()
