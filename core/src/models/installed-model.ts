import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { TlcError } from '../system/error.ts'
import type { System } from '../system/system.ts'
import type { InstalledModel, ModelDescription, ModelFile } from './contract.ts'
import { folderOfModel } from './models-folder.ts'

type Reach = Pick<System, 'files' | 'env'>

/** Kept beside the files, written last: a folder without it is not a model. */
const MANIFEST = 'manifest.json'

/**
 * The model when all its files are there and have the right bytes; null when it is not installed. Rejects with `TlcError`
 * `model/checksum` when one is missing, too short or changed. Reads all of it: some 100 ms for 23 MB.
 */
export async function verifiedModel(model: ModelDescription, system: Reach): Promise<InstalledModel | null> {
  const folder = folderOfModel(system.env, model.id)
  if (!(await system.files.stat(folder))) return null
  await verifyFiles(model, folder, system)
  return { id: model.id, folder, bytes: bytesOf(model), source: await sourceOf(folder, system) }
}

/** Rejects with `TlcError` `model/checksum` unless each file of the model is in the folder with exactly its bytes. */
export async function verifyFiles(model: ModelDescription, folder: string, system: Reach): Promise<void> {
  for (const file of model.files) await verifyFile(file, join(folder, file.name), system)
}

/** Marks a folder whose files were verified as an installed model. */
export async function writeManifest(
  model: ModelDescription,
  folder: string,
  source: string,
  { files }: Reach,
): Promise<void> {
  const { id, title, licence } = model
  await files.write(join(folder, MANIFEST), `${JSON.stringify({ id, title, licence, source }, null, 2)}\n`, {
    sync: true,
  })
}

export function bytesOf(model: ModelDescription): number {
  return model.files.reduce((sum, { bytes }) => sum + bytes, 0)
}

async function verifyFile(file: ModelFile, path: string, { files }: Reach): Promise<void> {
  const stat = await files.stat(path)
  if (stat === null) throw wrong(file, path, 'it is not there')
  // The size first: nobody should wait for the hash of a wrong 10 GB.
  if (stat.bytes !== file.bytes) throw wrong(file, path, `it has ${stat.bytes} bytes instead of ${file.bytes}`)
  const sha256 = createHash('sha256')
    .update(await files.read(path))
    .digest('hex')
  if (sha256 !== file.sha256) throw wrong(file, path, `its SHA-256 is ${sha256} instead of ${file.sha256}`)
}

async function sourceOf(folder: string, { files }: Reach): Promise<string> {
  try {
    const { source } = JSON.parse(await files.readText(join(folder, MANIFEST)))
    return typeof source === 'string' ? source : 'unknown'
  } catch {
    // The files themselves are right, which is all that matters.
    return 'unknown'
  }
}

function wrong(file: ModelFile, path: string, what: string): TlcError {
  return new TlcError('model/checksum', `Expected the model's ${file.name} at ${path}: ${what}`, {
    hint: 'Run `tlc models add` to fetch it again.',
  })
}
