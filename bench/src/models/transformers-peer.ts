import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Embedder } from '@tlc/core/models/contract'

const BATCH = 32
const MAX_TOKENS = 192

/** The same model through the pipeline of transformers.js, on one thread too. */
export async function openPeer(folder: string): Promise<Pick<Embedder, 'embed' | 'embedQuery'>> {
  const { env, pipeline } = await import('@huggingface/transformers')
  env.allowRemoteModels = false
  const extract = await pipeline('feature-extraction', laidOut(folder), {
    dtype: 'q8',
    local_files_only: true,
    session_options: { intraOpNumThreads: 1, interOpNumThreads: 1 },
  })
  const embed = async (texts: string[]): Promise<Float32Array[]> => {
    const vectors: Float32Array[] = []
    for (let i = 0; i < texts.length; i += BATCH) {
      const output = await extract(texts.slice(i, i + BATCH), { pooling: 'mean', normalize: true })
      const [count = 0, dimensions = 0] = output.dims
      const numbers = output.data as Float32Array
      for (let row = 0; row < count; row++) vectors.push(numbers.slice(row * dimensions, (row + 1) * dimensions))
    }
    return vectors
  }
  return { embed, embedQuery: async (text) => (await embed([text]))[0]! }
}

/** A folder as transformers.js wants it, with links to the model's files. */
function laidOut(folder: string): string {
  const place = mkdtempSync(join(tmpdir(), 'tlc-peer-'))
  mkdirSync(join(place, 'onnx'))
  symlinkSync(join(folder, 'model.onnx'), join(place, 'onnx/model_quantized.onnx'))
  symlinkSync(join(folder, 'tokenizer.json'), join(place, 'tokenizer.json'))
  writeFileSync(join(place, 'config.json'), JSON.stringify({ model_type: 'bert', architectures: ['BertModel'] }))
  const tokenizer = { tokenizer_class: 'BertTokenizer', model_max_length: MAX_TOKENS, pad_token: '[PAD]' }
  writeFileSync(join(place, 'tokenizer_config.json'), JSON.stringify(tokenizer))
  return place
}
