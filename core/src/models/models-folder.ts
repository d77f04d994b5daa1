import { join } from 'node:path'
import { cacheFolder } from '../system/paths.ts'

type Env = Readonly<Record<string, string | undefined>>

/** All models of this user on this machine, each in a folder of its id; what is on its way is in those that start with a dot. */
export function modelsFolder(env: Env): string {
  return join(cacheFolder(env), 'models')
}

export function folderOfModel(env: Env, id: string): string {
  return join(modelsFolder(env), id)
}

/** What was fetched in part, for the next try. */
export function partialFolder(env: Env): string {
  return join(modelsFolder(env), '.partial')
}
