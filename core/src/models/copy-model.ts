import { join } from 'node:path'
import { TlcError } from '../system/error.ts'
import type { ModelDescription, ModelFile } from './contract.ts'
import type { SourceContext } from './define-source.ts'

/**
 * Copies a model's files from a folder that may call them by their aliases. Rejects with `TlcError` `model/missing` unless it
 * has all of them in the right size.
 */
export async function copyModel(model: ModelDescription, from: string, context: SourceContext): Promise<void> {
  const { files } = context.system
  const found: { file: ModelFile; path: string }[] = []
  for (const file of model.files) found.push({ file, path: await pathOf(file, from, context) })
  const total = model.files.reduce((sum, { bytes }) => sum + bytes, 0)
  let done = 0
  for (const { file, path } of found) {
    context.signal?.throwIfAborted()
    await files.write(join(context.folder, file.name), await files.read(path), { exclusive: true, sync: true })
    done += file.bytes
    context.onProgress(done, total)
  }
}

async function pathOf(file: ModelFile, folder: string, { system: { files } }: SourceContext): Promise<string> {
  const names = [file.name, ...file.aliases]
  for (const name of names) {
    // Hugging Face keeps links to its files.
    const path = await files.realPath(join(folder, name)).catch(() => null)
    const stat = path === null ? null : await files.stat(path)
    if (stat?.kind === 'file' && stat.bytes === file.bytes) return path!
  }
  throw new TlcError(
    'model/missing',
    `Expected ${names.join(' or ')} with ${file.bytes} bytes in ${folder}, found none`,
    {
      hint: 'Name a folder or a jar that holds the int8 model and its tokenizer.json.',
    },
  )
}
