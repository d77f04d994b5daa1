import { errorText, TlcError } from '@tlc/core/system/error'
import { type Diagnosis, type DoctorCheck, type DoctorContext, ok, warn } from './check.ts'

export const modelCheck: DoctorCheck = {
  name: 'search model',
  async look(context) {
    try {
      return await lookAtModel(context)
    } catch (thrown) {
      // Nothing but search by meaning needs it.
      return warn(errorText(thrown), thrown instanceof TlcError ? thrown.hint : '')
    }
  },
}

async function lookAtModel({ env }: DoctorContext): Promise<Diagnosis> {
  const [{ chosenEmbedder }, { modelsSwitch }] = await Promise.all([
    import('@tlc/core/models/open-embedder'),
    import('@tlc/core/models/ensure-model'),
  ])
  if (modelsSwitch(env) === 'off') return ok('switched off by TLC_MODELS=off: search goes by words and symbols')
  const { id, model } = chosenEmbedder(env)
  // A server is asked by the index, which says what it answers.
  if (model === null) return ok(`${id} at ${env.TLC_EMBEDDER_URL ?? 'no address'}`)
  const [{ modelState }, { nodeSystem }, { onnxRuntime }] = await Promise.all([
    import('@tlc/core/models/model-states'),
    import('@tlc/core/system/node-system'),
    import('@tlc/core/models/onnx-runtime'),
  ])
  const { state, title, message } = await modelState(model, { ...nodeSystem, env })
  const advice = 'Run `tlc models add` once, with a network or with --from <path>, to search by meaning too.'
  if (state === 'missing') return warn(`${title} is not installed: search goes by words and symbols`, advice)
  if (state === 'damaged') return warn(message, advice)
  onnxRuntime()
  return ok(`${title} is installed`)
}
