import { errorText } from '../system/error.ts'
import type { System } from '../system/system.ts'
import type { ModelDescription } from './contract.ts'
import { embedders } from './embedders.generated.ts'
import { bytesOf, verifiedModel } from './installed-model.ts'
import { folderOfModel } from './models-folder.ts'
import { chosenEmbedder } from './open-embedder.ts'

export interface ModelState {
  id: string
  title: string
  licence: string
  /** `damaged`: a file is missing, too short or has other bytes than it should. */
  state: 'installed' | 'missing' | 'damaged'
  /** Of all its files, installed or not. */
  bytes: number
  folder: string
  /** Where it came from; '' when it is not installed. */
  source: string
  /** What is wrong with a damaged one; '' for the others. */
  message: string
  /** Whether searches use it. */
  chosen: boolean
}

/** Every model that is kept as files; all bytes of those that are installed are checked. */
export function modelStates(system: Pick<System, 'files' | 'env'>): Promise<ModelState[]> {
  const models = embedders.map(({ model }) => model).filter((model) => model !== null)
  return Promise.all(models.map((model) => modelState(model, system)))
}

export async function modelState(model: ModelDescription, system: Pick<System, 'files' | 'env'>): Promise<ModelState> {
  const { id, title, licence } = model
  const common = { id, title, licence, bytes: bytesOf(model), folder: folderOfModel(system.env, id) }
  const chosen = chosenEmbedder(system.env).model?.id === id
  try {
    const installed = await verifiedModel(model, system)
    const state = installed ? 'installed' : 'missing'
    return { ...common, state, source: installed?.source ?? '', message: '', chosen }
  } catch (fault) {
    return { ...common, state: 'damaged', source: '', message: errorText(fault), chosen }
  }
}
