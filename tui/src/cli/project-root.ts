import { existsSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { TlcError } from '@tlc/core/system/error'

/**
 * The project folder that a command works on. A given path is taken as it is. Without one it is the current folder, or
 * the nearest folder above in the same repository that was opened as a project before.
 */
export function projectRoot(given: string | undefined, cwd: string): string {
  if (given === undefined) return openedAbove(cwd) ?? realpathSync(cwd)
  const path = resolve(cwd, given)
  const hint = 'Give the folder of a project, or nothing for the current folder.'
  if (!existsSync(path))
    throw new TlcError('usage/no-such-folder', `Expected a folder, got \`${given}\`, which does not exist.`, { hint })
  if (statSync(path).isDirectory()) return realpathSync(path)
  const folder = `To open the folder that it is in: \`tlc ${dirname(given)}\`.`
  throw new TlcError('usage/not-a-folder', `Expected a folder, got the file \`${basename(given)}\`.`, { hint: folder })
}

function openedAbove(cwd: string): string | null {
  for (let folder = realpathSync(cwd); ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.tlc'))) return folder
    // A repository inside another one is a project of its own.
    if (existsSync(join(folder, '.git')) || dirname(folder) === folder) return null
  }
}
