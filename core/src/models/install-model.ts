import { join } from 'node:path'
import { errorText, TlcError } from '../system/error.ts'
import type { System } from '../system/system.ts'
import type { InstalledModel, ModelDescription, ModelProgress } from './contract.ts'
import type { ModelSource } from './define-source.ts'
import { bytesOf, verifiedModel, verifyFiles, writeManifest } from './installed-model.ts'
import { folderOfModel, modelsFolder, partialFolder } from './models-folder.ts'
import { isOrphaned, ownedName } from './partial-file.ts'
import { sources as allSources } from './sources.generated.ts'

export interface InstallOptions {
  system: Pick<System, 'files' | 'random' | 'env' | 'clock'>
  /** A folder or an archive that has the model: nothing else is asked then. */
  from?: string
  /** Those that may be asked; all without it. */
  sources?: readonly ModelSource[]
  signal?: AbortSignal
  onProgress?(progress: ModelProgress): void
}

const TRIES = 3

/**
 * Brings a model from the first source that has it and gives its exact bytes, and puts it in place in one step: whoever looks
 * meanwhile sees the old state or the whole model. Rejects with `TlcError` `model/…` or `file/…` when no source could,
 * with all their reasons in the message, and with the signal's reason when that aborts. What was fetched in part is kept for
 * the next try.
 */
export async function installModel(model: ModelDescription, options: InstallOptions): Promise<InstalledModel> {
  const { system, from, signal } = options
  const chosen = [...(options.sources ?? allSources)]
    .filter(({ id }) => from === undefined || id === 'local-folder')
    .sort((a, b) => a.order - b.order)
  await system.files.makeFolder(partialFolder(system.env), { mode: 0o700 })
  await removeLeftovers(system)
  const faults: { source: ModelSource; fault: unknown }[] = []
  for (const source of chosen) {
    signal?.throwIfAborted()
    try {
      const installed = await installFrom(source, model, options)
      if (installed) return installed
    } catch (fault) {
      signal?.throwIfAborted()
      // Neither another source nor another try makes room on a disk.
      if (fault instanceof TlcError && fault.code.startsWith('file/') && fault.code !== 'file/missing') throw fault
      faults.push({ source, fault })
    }
  }
  throw noSource(model, faults, system.env)
}

async function installFrom(
  source: ModelSource,
  model: ModelDescription,
  { system, from, signal, onProgress }: InstallOptions,
): Promise<InstalledModel | null> {
  const { files } = system
  const folder = ownedName(join(modelsFolder(system.env), `.incoming-${model.id}`), system)
  await files.makeFolder(folder, { mode: 0o700 })
  try {
    const origin = await source.fetch(model, {
      system,
      from,
      folder,
      partial: partialFolder(system.env),
      signal,
      onProgress: (doneBytes, totalBytes) =>
        onProgress?.({ model: model.id, source: source.title, doneBytes, totalBytes }),
    })
    if (origin === null) return null
    await verifyFiles(model, folder, system)
    await writeManifest(model, folder, origin, system)
    const place = await putInPlace(folder, model, system)
    return { id: model.id, folder: place, bytes: bytesOf(model), source: origin }
  } finally {
    await files.remove(folder)
  }
}

async function putInPlace(folder: string, model: ModelDescription, system: InstallOptions['system']): Promise<string> {
  const { files, env } = system
  const place = folderOfModel(env, model.id)
  const old = ownedName(join(modelsFolder(env), `.old-${model.id}`), system)
  for (let left = TRIES - 1; ; left--) {
    try {
      // A folder that has files cannot be renamed over.
      if (await files.stat(place)) await files.rename(place, old)
      await files.rename(folder, place)
      break
    } catch (fault) {
      // Another process was faster: what it has put there is as good, or will be there in a moment.
      if (await verifiedModel(model, system).catch(() => null)) break
      if (left === 0) throw fault
    }
  }
  await files.remove(old)
  await files.syncFolder(modelsFolder(env))
  return place
}

/** What a process left that was killed while it installed. */
async function removeLeftovers({ files, env }: InstallOptions['system']): Promise<void> {
  const models = modelsFolder(env)
  for (const { name } of await files.list(models)) {
    if (/^\.(incoming|old)-/.test(name) && isOrphaned(name)) await files.remove(join(models, name))
  }
}

function noSource(
  model: ModelDescription,
  faults: { source: ModelSource; fault: unknown }[],
  env: System['env'],
): TlcError {
  const reasons = faults.map(({ source, fault }) => `${source.title}: ${errorText(fault)}`)
  const known = faults.map(({ fault }) => fault).filter((fault) => fault instanceof TlcError)
  // The first source that is in a position to give it says best what is wrong.
  const code = known.find(({ code }) => code !== 'model/offline')?.code ?? known[0]?.code ?? 'model/no-source'
  const text = reasons.length === 0 ? 'no source has it' : reasons.join('; ')
  return new TlcError(code, `Could not install ${model.title}: ${text}`, {
    hint:
      known.find(({ hint }) => hint !== '')?.hint ??
      `Bring its files to this machine and run \`tlc models add ${model.id} --from <folder>\`. They are kept in ${modelsFolder(env)}.`,
    cause: faults[0]?.fault,
  })
}
