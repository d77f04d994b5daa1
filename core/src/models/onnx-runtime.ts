import { createRequire } from 'node:module'
import { errorText, TlcError } from '../system/error.ts'

export interface Tensor {
  readonly data: Float32Array<ArrayBuffer>
  readonly dims: readonly number[]
}

export interface Session {
  /** Computes on the calling thread, which does nothing else meanwhile. */
  run(inputs: Record<string, Tensor>): Promise<Record<string, Tensor>>
  release(): Promise<void>
}

export interface OnnxRuntime {
  Tensor: new (type: 'int64', data: BigInt64Array, dims: number[]) => Tensor
  InferenceSession: { create(path: string, options: Record<string, unknown>): Promise<Session> }
  Tokenizer: new (description: unknown, config: Record<string, unknown>) => { encode(text: string): { ids: number[] } }
}

/**
 * The tokenizer and the ONNX runtime that `@huggingface/transformers` works with, in the versions that it wants. The package
 * itself is not loaded: it brings an image library and a browser's runtime along, which take 33 MB and 60 ms and do nothing
 * for text. Throws `TlcError` `model/runtime`. For the main thread of a process only: a worker's environment is a copy,
 * which native code does not see.
 */
export function onnxRuntime(): OnnxRuntime {
  // The native library reports its use to Microsoft otherwise.
  process.env.ORT_DISABLE_TELEMETRY = '1'
  try {
    const require = createRequire(import.meta.resolve('@huggingface/transformers'))
    const { Tensor, InferenceSession } = require('onnxruntime-node')
    const { Tokenizer } = require('@huggingface/tokenizers')
    return { Tensor, InferenceSession, Tokenizer }
  } catch (thrown) {
    throw new TlcError('model/runtime', `Expected the ONNX runtime to load, got: ${errorText(thrown)}`, {
      hint: 'Install tlc again with ONNXRUNTIME_NODE_INSTALL=skip and its optional packages. There are builds for Linux (glibc), Windows and macOS on ARM.',
      cause: thrown,
    })
  }
}
