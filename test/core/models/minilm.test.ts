import { createRequire } from 'node:module'
import { join } from 'node:path'
import { openMinilm } from '@tlc/core/models/minilm'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { realModel } from '../../helpers/real-model.ts'

const QUESTION = 'Where are database migrations applied?'
const ANSWER = 'def apply_migration(self, state, migration):\n    """Run a migration forwards on the database."""'
const RECIPE = 'A recipe for apple pie with cinnamon'

/** Text → the first numbers that onnxruntime 1.32 and tokenizers in Python give for the same files. */
const GOLDEN: [string, number[]][] = [
  [QUESTION, [0.07494, -0.10107, -0.0629, -0.02708, 0.05906, -0.03074]],
  [ANSWER, [0.0406, -0.08697, -0.04289, -0.01542, 0.02417, -0.07596]],
  [RECIPE, [-0.01909, 0.05543, 0.02701, 0.03567, -0.13102, 0.01494]],
  ['naïve Ünïcödé 日本語 👍 camelCase snake_case', [-0.02396, 0.07019, 0.0373, -0.03078, -0.12273, -0.06089]],
  ['word '.repeat(1000), [-0.00731, -0.07904, -0.03969, 0.02752, -0.04792, 0.02986]],
]

const installed = await realModel()
const folder = installed?.folder ?? ''
const open = () => openMinilm({ id: 'minilm', folder })
const test = suite('core/models/minilm')
const check = installed ? test : test.skip

check('vectors are those that Python computes from the same files, cut to the same length', async () => {
  const embedder = await open()
  const vectors = await embedder.embed(GOLDEN.map(([text]) => text))
  for (const [i, [text, expected]] of GOLDEN.entries()) {
    const head = [...vectors[i]!.subarray(0, expected.length)]
    assert.ok(
      head.every((value, at) => Math.abs(value - expected[at]!) < 1e-4),
      `${text.slice(0, 40)}: ${head}`,
    )
  }
  await embedder.close()
})

check('a vector is the scaled mean of what the bare runtime gives for the same tokens', async () => {
  const embedder = await open()
  const vector = await embedder.embedQuery('hello world')
  // [CLS] hello world [SEP]
  const expected = await bareRuntime([101n, 7592n, 2088n, 102n])
  assert.ok(vector.every((value, i) => Math.abs(value - expected[i]!) < 1e-6))
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
async function bareRuntime(tokens: bigint[]): Promise<number[]> {
  const { InferenceSession, Tensor } = createRequire(import.meta.resolve('@huggingface/transformers'))(
    'onnxruntime-node',
  )
  const session = await InferenceSession.create(join(folder, 'model.onnx'))
  const tensor = (values: bigint[]) => new Tensor('int64', BigInt64Array.from(values), [1, values.length])
  const { last_hidden_state: states } = await session.run({
    input_ids: tensor(tokens),
    attention_mask: tensor(tokens.map(() => 1n)),
    token_type_ids: tensor(tokens.map(() => 0n)),
  })
  const sums = Array.from({ length: 384 }, (_, i) =>
    tokens.reduce((sum, _token, at) => sum + states.data[at * 384 + i], 0),
  )
  const length = Math.hypot(...sums)
  return sums.map((value) => value / length)
}
