import { createRequire } from 'node:module'
import { join } from 'node:path'
import { openMinilm } from '@tlc/core/models/minilm'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { realModel } from '../../helpers/real-model.ts'

const QUESTION = 'Where are database migrations applied?'
const ANSWER = 'def apply_migration(self, state, migration):\n    """Run a migration forwards on the database."""'
const RECIPE = 'A recipe for apple pie with cinnamon'

/** Text → its tokens by `tokenizers` 0.23 in Python, and the first numbers that onnxruntime 1.32 gives for them there. */
const GOLDEN: { text: string; tokens: number[]; head: number[] }[] = [
  {
    text: QUESTION,
    tokens: [101, 2073, 2024, 7809, 9230, 2015, 4162, 1029, 102],
    head: [0.07494, -0.10107, -0.0629, -0.02708, 0.05906, -0.03074],
  },
  {
    text: ANSWER,
    tokens: [
      [101, 13366, 6611, 1035, 9230, 1006, 2969, 1010, 2110, 1010, 9230, 1007, 1024, 1000],
      [1000, 1000, 2448, 1037, 9230, 19390, 2006, 1996, 7809, 1012, 1000, 1000, 1000, 102],
    ].flat(),
    head: [0.0406, -0.08697, -0.04289, -0.01542, 0.02417, -0.07596],
  },
  {
    text: RECIPE,
    tokens: [101, 1037, 17974, 2005, 6207, 11345, 2007, 21229, 102],
    head: [-0.01909, 0.05543, 0.02701, 0.03567, -0.13102, 0.01494],
  },
  {
    text: 'naïve Ünïcödé 日本語 👍 camelCase snake_case',
    tokens: [101, 15743, 27260, 1864, 1876, 1950, 100, 19130, 18382, 7488, 1035, 2553, 102],
    head: [-0.02396, 0.07019, 0.0373, -0.03078, -0.12273, -0.06089],
  },
  {
    text: 'word '.repeat(1000),
    tokens: [101, ...Array<number>(190).fill(2773), 102],
    head: [-0.00787, -0.07788, -0.03912, 0.02871, -0.04657, 0.03007],
  },
]
/** Processors round the products of int8 differently: up to 0.0015 was seen between two of them for a long text. */
const OTHER_PROCESSOR = 0.004

const installed = await realModel()
const folder = installed?.folder ?? ''
const open = () => openMinilm({ id: 'minilm', folder })
const test = suite('core/models/minilm')
const check = installed ? test : test.skip

check('a vector is the scaled mean of what the bare runtime gives for the tokens that Python finds', async () => {
  const embedder = await open()
  const vectors = await embedder.embed(GOLDEN.map(({ text }) => text))
  for (const [i, { text, tokens }] of GOLDEN.entries()) {
    const expected = await bareRuntime(tokens)
    const off = Math.max(...expected.map((value, at) => Math.abs(vectors[i]![at]! - value)))
    assert.ok(off < 1e-6, `${text.slice(0, 40)}: off by ${off}`)
  }
  await embedder.close()
})

check('vectors are those of Python, but for what processors differ in', async () => {
  const embedder = await open()
  for (const { text, head } of GOLDEN) {
    const vector = await embedder.embedQuery(text)
    const off = Math.max(...head.map((value, at) => Math.abs(vector[at]! - value)))
    assert.ok(off < OTHER_PROCESSOR, `${text.slice(0, 40)}: off by ${off}`)
  }
  await embedder.close()
})

check('a question is near its answer and far from anything else', async () => {
  const embedder = await open()
  const [question, answer, recipe] = await embedder.embed([QUESTION, ANSWER, RECIPE])
  assert.ok(dot(question!, answer!) > 0.5)
  assert.ok(dot(question!, recipe!) < 0.1)
  await embedder.close()
})

check('nobody is told that the runtime is used', async () => {
  await (await open()).close()
  assert.is(process.env.ORT_DISABLE_TELEMETRY, '1')
})

check('what the runtime answers is let go of at once', async () => {
  const embedder = await open()
  const text = 'some words of a chunk that is as long as chunks may be '.repeat(30)
  await embedder.embedQuery(text)
  let growth = 0
  for (let i = 0; i < 5; i++) {
    const before = process.memoryUsage().arrayBuffers
    await embedder.embedQuery(text)
    growth = Math.max(growth, process.memoryUsage().arrayBuffers - before)
  }
  // 192 tokens of 384 numbers are 295 KB.
  assert.ok(growth < 150_000, `${growth} bytes`)
  await embedder.close()
})

test('a folder without a model is named', async () => {
  const fault = await openMinilm({ id: 'minilm', folder: join(import.meta.dirname, 'nowhere') }).catch((error) => error)
  assert.is(fault.code, 'model/unreadable')
  assert.match(fault.message, 'nowhere')
})

test.run()

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0)
}

/** Without the tokenizer, the pooling and the session of the code under test. */
async function bareRuntime(tokens: number[]): Promise<number[]> {
  const { InferenceSession, Tensor } = createRequire(import.meta.resolve('@huggingface/transformers'))(
    'onnxruntime-node',
  )
  const session = await InferenceSession.create(join(folder, 'model.onnx'))
  const tensor = (values: number[]) => new Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length])
  const { last_hidden_state: states } = await session.run({
    input_ids: tensor(tokens),
    attention_mask: tensor(tokens.map(() => 1)),
    token_type_ids: tensor(tokens.map(() => 0)),
  })
  const sums = Array.from({ length: 384 }, (_, i) =>
    tokens.reduce((sum, _token, at) => sum + states.data[at * 384 + i], 0),
  )
  const length = Math.hypot(...sums)
  return sums.map((value) => value / length)
}
