import type { Embedder } from '@tlc/core/models/contract'
import { chosenEmbedder, openEmbedder } from '@tlc/core/models/open-embedder'
import { nodeSystem } from '@tlc/core/system/node-system'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { embeddingsEndpointDouble } from '../helpers/embeddings-endpoint-double.ts'
import { realModel } from '../helpers/real-model.ts'

const TEXTS = ['open the file', 'close the window', 'open the file', '', 'x'.repeat(50_000), 'ünïcödé 日本語 👍\n\0']

const installed = await realModel()
const endpoint = await embeddingsEndpointDouble()
const test = suite('contracts/embedder')

test.after(() => endpoint.close())

const embedders: [string, Record<string, string>, boolean][] = [
  ['all-minilm-l6-v2-int8', {}, installed !== null],
  ['openai-endpoint', { TLC_EMBEDDER_URL: endpoint.url, TLC_EMBEDDER_MODEL: 'double' }, true],
]

for (const [id, settings, canRun] of embedders) {
  const check = canRun ? test : test.skip
  const env = { ...process.env, TLC_MODELS: undefined, TLC_EMBEDDER: id, ...settings }
  const use = async (act: (embedder: Embedder) => Promise<void>) => {
    const embedder = await openEmbedder({ system: { ...nodeSystem, env } })
    await act(embedder).finally(() => embedder.close())
  }

  check(`${id}: each text has a vector of length 1, in the texts' order`, () =>
    use(async (embedder) => {
      const vectors = await embedder.embed(TEXTS)
      assert.is(vectors.length, TEXTS.length)
      for (const vector of vectors) {
        assert.is(vector.length, embedder.dimensions)
        assert.ok(Math.abs(Math.hypot(...vector) - 1) < 1e-5)
      }
      assert.equal(vectors[0], vectors[2])
      assert.not.equal(vectors[0], vectors[1])
    }),
  )

  check(`${id}: a text has the same vector whatever is embedded with it`, () =>
    use(async (embedder) => {
      const [alone] = await embedder.embed([TEXTS[1]!])
      assert.equal((await embedder.embed(TEXTS))[1], alone)
      assert.equal(await embedder.embedQuery(TEXTS[1]!), alone)
    }),
  )

  check(`${id}: what overlaps does not mix`, () =>
    use(async (embedder) => {
      const apart = await embedder.embed(TEXTS)
      const [together, query] = await Promise.all([embedder.embed(TEXTS), embedder.embedQuery(TEXTS[1]!)])
      assert.equal(together, apart)
      assert.equal(query, apart[1])
    }),
  )

  check(`${id}: nothing is embedded for no texts, and an abort rejects with its reason`, () =>
    use(async (embedder) => {
      assert.equal(await embedder.embed([]), [])
      const reason = new Error('enough')
      const outcome = await embedder.embed(TEXTS, { signal: AbortSignal.abort(reason) }).catch((error) => error)
      assert.is(outcome, reason)
    }),
  )

  check(`${id}: the id is the same each time and fits a file's name`, () =>
    use(async ({ id: first }) => {
      await use(async (again) => assert.is(again.id, first))
      assert.match(first, /^[a-z0-9][a-z0-9.-]*$/)
    }),
  )
}

test('what is chosen by nobody is MiniLM, and what is not known is refused', () => {
  assert.is(chosenEmbedder({}).id, 'all-minilm-l6-v2-int8')
  assert.throws(() => chosenEmbedder({ TLC_EMBEDDER: 'gpt' }), /Expected an embedder, got "gpt"/)
})

test('TLC_MODELS=off opens none, a server neither', async () => {
  const env = { TLC_MODELS: 'off', TLC_EMBEDDER: 'openai-endpoint', TLC_EMBEDDER_URL: endpoint.url }
  const fault = await openEmbedder({ system: { ...nodeSystem, env } }).catch((error) => error)
  assert.is(fault.code, 'model/off')
})

test.run()
