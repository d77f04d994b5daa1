import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectState } from '@tlc/core/link/endpoint'
import { errorText, TlcError } from '@tlc/core/system/error'

/** The project's state folder, made when it is missing; it tells git to ignore it. Throws `daemon/no-state`. */
export function openState(root: string): string {
  const state = projectState(root)
  try {
    mkdirSync(state, { recursive: true, mode: 0o700 })
    writeFileSync(join(state, '.gitignore'), '*\n', { flag: 'wx' })
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'EEXIST') return state
    throw new TlcError('daemon/no-state', `Cannot keep the project’s state in ${state}: ${errorText(thrown)}`, {
      hint: 'Make the folder writable, or set XDG_STATE_HOME to one that is.',
      cause: thrown,
    })
  }
  return state
}
