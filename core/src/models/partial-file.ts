import { basename, dirname, join } from 'node:path'
import type { System } from '../system/system.ts'

type Reach = Pick<System, 'files' | 'random' | 'clock'>

/** A running download writes at least this often, or gives up. */
const ABANDONED_MS = 120_000
/** `<name>.<pid>-<random>`: a process is writing it. */
const OWNED = /\.(\d+)-[0-9a-f]{12}$/

/** A name beside `path` that no other process uses, and that tells which one does. */
export function ownedName(path: string, { random }: Pick<System, 'random'>): string {
  return `${path}.${process.pid}-${random.id(6)}`
}

/** Whether the process that made this name has ended. False for other names. */
export function isOrphaned(name: string): boolean {
  const pid = OWNED.exec(name)?.[1]
  return pid !== undefined && !isAlive(Number(pid))
}

/**
 * Takes over what an earlier try has left at `kept`, a killed process included, and answers with a path of this process'
 * own: of two that fetch the same at once one goes on and the other begins anew. The file need not exist.
 */
export async function claimPartial(kept: string, system: Reach): Promise<string> {
  const { files } = system
  const own = ownedName(kept, system)
  for (const path of [kept, ...(await abandoned(kept, system))]) {
    try {
      await files.rename(path, own)
      return own
    } catch {
      // Not there, or another process was faster.
    }
  }
  return own
}

/** Leaves it for the next try. */
export async function leavePartial(own: string, kept: string, { files }: Reach): Promise<void> {
  if (await files.stat(own)) await files.rename(own, kept)
}

/** Removes what nobody is writing. */
export async function removePartials(folder: string, system: Reach): Promise<void> {
  const { files } = system
  const entries = (await files.stat(folder)) ? await files.list(folder) : []
  for (const entry of entries) {
    if (!OWNED.test(entry.name) || isAbandoned(entry, system)) await files.remove(join(folder, entry.name))
  }
}

async function abandoned(kept: string, system: Reach): Promise<string[]> {
  const folder = dirname(kept)
  return (await system.files.list(folder))
    .filter((entry) => entry.name.startsWith(`${basename(kept)}.`) && isAbandoned(entry, system))
    .map(({ name }) => join(folder, name))
}

function isAbandoned({ name, mtimeMs }: { name: string; mtimeMs: number }, { clock }: Reach): boolean {
  return isOrphaned(name) || (OWNED.test(name) && clock.now() - mtimeMs > ABANDONED_MS)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (thrown) {
    // EPERM: it is there and another user's.
    return (thrown as NodeJS.ErrnoException).code === 'EPERM'
  }
}
