import { dirname } from 'node:path'
import type { System } from './system.ts'

/**
 * Replaces a file so that a reader, or a crash at any moment, sees the whole old or the whole new text: temp file beside
 * it, flushed, renamed over it. The file is private to its owner unless `mode` says otherwise. Rejects with `file/…`.
 */
export async function writeFileAtomically(
  system: Pick<System, 'files' | 'random'>,
  path: string,
  data: Uint8Array | string,
  options: { mode?: number } = {},
): Promise<void> {
  const { files, random } = system
  const temporary = `${path}.${random.id(6)}.tmp`
  try {
    await files.write(temporary, data, { mode: options.mode ?? 0o600, exclusive: true, sync: true })
    await files.rename(temporary, path)
  } catch (thrown) {
    await files.remove(temporary).catch(() => {})
    throw thrown
  }
  await files.syncFolder(dirname(path))
}
