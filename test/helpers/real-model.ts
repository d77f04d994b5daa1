import type { InstalledModel } from '@tlc/core/models/contract'
import { ensureModel } from '@tlc/core/models/ensure-model'
import { onnxRuntime } from '@tlc/core/models/onnx-runtime'
import { embedderOf } from '@tlc/core/models/open-embedder'
import { errorText } from '@tlc/core/system/error'
import { nodeSystem } from '@tlc/core/system/node-system'

/**
 * The default embedding model in the user's own cache, fetched once if need be: the one thing that tests take from the
 * network. Where that cannot be, answers null and prints why; `npm test` repeats it at its end, and tests that need the
 * model are skipped, not passed.
 */
export async function realModel(): Promise<InstalledModel | null> {
  try {
    onnxRuntime()
    const env = { ...process.env, TLC_MODELS: undefined }
    return await ensureModel(embedderOf('all-minilm-l6-v2-int8').model!, { system: { ...nodeSystem, env } })
  } catch (fault) {
    console.log(`NOT RUN: tests that need the real model. ${errorText(fault).replaceAll('\n', ' ')}`)
    return null
  }
}
