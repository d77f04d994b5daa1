import { TlcError } from '../system/error.ts'
import type { Embedder } from './contract.ts'
import type { EmbedderDefinition } from './define-embedder.ts'
import { embedders } from './embedders.generated.ts'
import { ensureModel, modelsSwitch, switchedOff } from './ensure-model.ts'
import type { InstallOptions } from './install-model.ts'

type Env = InstallOptions['system']['env']

const DEFAULT_EMBEDDER = 'all-minilm-l6-v2-int8'

/** The embedder that `TLC_EMBEDDER` names; all-MiniLM-L6-v2 without it. Throws `TlcError` `model/unknown`. */
export function chosenEmbedder(env: Env): EmbedderDefinition {
  return embedderOf(env.TLC_EMBEDDER || DEFAULT_EMBEDDER)
}

/** Throws `TlcError` `model/unknown`. */
export function embedderOf(id: string): EmbedderDefinition {
  const found = embedders.find((one) => one.id === id)
  if (found) return found
  throw new TlcError('model/unknown', `Expected an embedder, got ${JSON.stringify(id)}`, {
    hint: `There are: ${embedders.map((one) => one.id).join(', ')}.`,
  })
}

/**
 * Opens the chosen embedder, and installs its model first where that is missing: minutes on a slow line, so nobody waits for
 * this who can do without. Rejects with `TlcError` `model/…` or `file/…` whose message says for people why there is none.
 */
export async function openEmbedder(options: Omit<InstallOptions, 'from'>): Promise<Embedder> {
  const { env } = options.system
  if (modelsSwitch(env) === 'off') throw switchedOff()
  const embedder = chosenEmbedder(env)
  const folder = embedder.model ? (await ensureModel(embedder.model, options)).folder : ''
  return embedder.open({ folder, env })
}
