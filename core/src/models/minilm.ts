import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { errorText, TlcError } from '../system/error.ts'
import type { Embedder } from './contract.ts'
import { type OnnxRuntime, onnxRuntime, type Session } from './onnx-runtime.ts'

export interface MinilmOptions {
  id: string
  /** With `model.onnx` and `tokenizer.json`. */
  folder: string
}

const DIMENSIONS = 384
/** The model was trained on 128 and takes 512; the time grows with the square, and a chunk says at its start what it is. */
const MAX_TOKENS = 192
/** More than `MAX_TOKENS` words can have, spaces between them included. */
const MAX_CHARACTERS = 8_000
/** One core at most, whatever the machine has. */
const SESSION = { intraOpNumThreads: 1, interOpNumThreads: 1, enableMemPattern: false, logSeverityLevel: 3 }

/**
 * Sentence embeddings as sentence-transformers makes them: mean over all tokens of the last layer, scaled to length 1
 * (Reimers and Gurevych 2019, https://arxiv.org/abs/1908.10084). Texts go through the model one by one: on one core that is
 * faster than batches of any size, takes the least memory, and int8 activations are scaled by what else is in a batch, so
 * that a vector would depend on its neighbours. A text keeps the thread for about 10 ms, a query for 1 to 3; a query that
 * comes while others are embedded is next.
 */
export async function openMinilm({ id, folder }: MinilmOptions): Promise<Embedder> {
  const runtime = onnxRuntime()
  const { tokenizer, session } = await load(runtime, folder)

  const embedOne = async (text: string): Promise<Float32Array> => {
    const ids = truncated(tokenizer.encode(text.slice(0, MAX_CHARACTERS)).ids)
    const shape = [1, ids.length]
    const tensor = (data: BigInt64Array) => new runtime.Tensor('int64', data, shape)
    const { last_hidden_state: output } = await session.run({
      input_ids: tensor(BigInt64Array.from(ids, BigInt)),
      attention_mask: tensor(new BigInt64Array(ids.length).fill(1n)),
      token_type_ids: tensor(new BigInt64Array(ids.length)),
    })
    if (output?.data.length !== ids.length * DIMENSIONS) {
      throw new TlcError(
        'model/wrong',
        `Expected ${ids.length} x ${DIMENSIONS} numbers, got ${output?.dims.join(' x ')}`,
      )
    }
    const vector = meanOf(output.data, ids.length)
    // Else they wait for the garbage collector, which does not see how large they are: 50 MB are soon reached.
    output.data.buffer.transfer(0)
    return normalise(vector)
  }

  return {
    id,
    dimensions: DIMENSIONS,
    batch: 1,
    async embed(texts, { signal } = {}) {
      const vectors: Float32Array[] = []
      for (const text of texts) {
        signal?.throwIfAborted()
        vectors.push(await embedOne(text))
      }
      return vectors
    },
    embedQuery: embedOne,
    close: () => session.release(),
  }
}

async function load(runtime: OnnxRuntime, folder: string) {
  try {
    const tokenizer = new runtime.Tokenizer(JSON.parse(await readFile(join(folder, 'tokenizer.json'), 'utf8')), {})
    const session: Session = await runtime.InferenceSession.create(join(folder, 'model.onnx'), SESSION)
    return { tokenizer, session }
  } catch (thrown) {
    throw new TlcError('model/unreadable', `Expected a model in ${folder}, got: ${errorText(thrown)}`, {
      hint: 'Run `tlc models verify`.',
      cause: thrown,
    })
  }
}

/** The last token closes every text that the model was trained on, so it stays when those before it are cut. */
function truncated(ids: number[]): number[] {
  return ids.length <= MAX_TOKENS ? ids : [...ids.slice(0, MAX_TOKENS - 1), ids.at(-1)!]
}

function meanOf(states: Float32Array, tokens: number): Float32Array {
  const mean = new Float32Array(DIMENSIONS)
  for (let start = 0; start < tokens * DIMENSIONS; start += DIMENSIONS) {
    for (let i = 0; i < DIMENSIONS; i++) mean[i]! += states[start + i]!
  }
  for (let i = 0; i < DIMENSIONS; i++) mean[i]! /= tokens
  return mean
}

/** Scaled to length 1, in place. */
function normalise(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector)
  for (let i = 0; i < vector.length; i++) vector[i]! /= length
  return vector
}
