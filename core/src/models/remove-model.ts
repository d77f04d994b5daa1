import type { System } from '../system/system.ts'
import { folderOfModel, partialFolder } from './models-folder.ts'
import { removePartials } from './partial-file.ts'

type Reach = Pick<System, 'files' | 'env' | 'random' | 'clock'>

/** Removes a model's files, and what was fetched of any in part. False when it was not there. Rejects with `file/…`. */
export async function removeModel(id: string, system: Reach): Promise<boolean> {
  const { files, env } = system
  const folder = folderOfModel(env, id)
  const was = (await files.stat(folder)) !== null
  await files.remove(folder)
  await removePartials(partialFolder(env), system)
  return was
}
