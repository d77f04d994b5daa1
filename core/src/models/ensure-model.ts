import { TlcError } from '../system/error.ts'
import type { InstalledModel, ModelDescription } from './contract.ts'
import { type InstallOptions, installModel } from './install-model.ts'
import { verifiedModel } from './installed-model.ts'
import { sources } from './sources.generated.ts'

type Env = InstallOptions['system']['env']

/** `off`: no model is used. `local`: none is fetched over the network. */
export type ModelsSwitch = 'on' | 'local' | 'off'

/** What `TLC_MODELS` says; anything but `off` and `local` is `on`. */
export function modelsSwitch(env: Env): ModelsSwitch {
  const value = env.TLC_MODELS?.toLowerCase()
  return value === 'off' || value === 'local' ? value : 'on'
}

export function switchedOff(): TlcError {
  return new TlcError('model/off', 'Models are switched off by TLC_MODELS=off', {
    hint: 'Start without it to search by meaning too.',
  })
}

/**
 * The model, installed first when it is not there or damaged. Rejects like `installModel`, and with `TlcError` `model/off`
 * when the user switched models off.
 */
export async function ensureModel(
  model: ModelDescription,
  options: Omit<InstallOptions, 'from'>,
): Promise<InstalledModel> {
  const { env } = options.system
  const state = modelsSwitch(env)
  if (state === 'off') throw switchedOff()
  const installed = await verifiedModel(model, options.system).catch((fault) => {
    if (fault instanceof TlcError && fault.code === 'model/checksum') return null
    throw fault
  })
  if (installed) return installed
  const allowed = (options.sources ?? sources).filter(({ remote }) => state === 'on' || !remote)
  return installModel(model, { ...options, sources: allowed })
}
