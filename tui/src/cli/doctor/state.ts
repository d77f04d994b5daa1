import { access, constants, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type DoctorCheck, fail, ok, warn } from './check.ts'

/** Below this much free space the daemon may soon be unable to store edits. */
const LEAST_FREE_MB = 200

export const stateCheck: DoctorCheck = {
  name: 'state folder',
  async look({ root }) {
    const { isForeignState, projectState } = await import('@tlc/core/link/project-state')
    const folder = projectState(root)
    const nearest = await nearestExisting(folder)
    try {
      await access(nearest, constants.W_OK)
    } catch {
      return fail(`${folder} cannot be written`, 'Give yourself the right to write there.')
    }
    const { bavail, bsize } = await statfs(nearest)
    const free = Math.round((bavail * bsize) / 2 ** 20)
    if (free < LEAST_FREE_MB)
      return warn(`${folder}, ${free} MB free`, 'Free some space: what cannot be stored is refused.')
    if (isForeignState(root))
      return warn(
        `${folder}, because ${join(root, '.tlc')} was not made by tlc for you on this machine`,
        'If it is a copy of your own: `tlc stop`, then `tlc serve --adopt-state`. Else remove it.',
      )
    return ok(`${folder}, ${(free / 1024).toFixed(1)} GB free`)
  },
}

export const daemonCheck: DoctorCheck = {
  name: 'daemon',
  async look({ root, env }) {
    const { daemonHealth } = await import('@tlc/core/link/local')
    const { socketPath } = await import('@tlc/core/link/endpoint')
    const health = await daemonHealth<Health>(root)
    if (health === null) return ok(`none runs; its socket would be ${socketPath(root, env)}`)
    const { pid, message, storage } = health
    const [fault] = storage.faults
    if (fault !== undefined)
      return fail(
        `pid ${pid}, ${fault.room}: ${fault.message}`,
        'What people write now is refused. Free space or mend the disk.',
      )
    const [incident] = storage.incidents
    if (incident === undefined && message) return warn(`pid ${pid}: ${message}`, '')
    if (incident === undefined) return ok(`pid ${pid} answers`)
    return warn(
      `pid ${pid}, ${incident.room}: ${damage(incident)}`,
      incident.kept === ''
        ? 'A copy of the state folder may have it.'
        : `The damaged file is kept as ${incident.kept}.`,
    )
  },
}

interface Health {
  pid: number
  /** What the analysis could not do; a daemon of an older version sends none. */
  message?: string
  storage: {
    faults: { room: string; message: string }[]
    incidents: Incident[]
  }
}

interface Incident {
  room: string
  lostBytes: number
  repaired: number
  kept: string
}

function damage({ lostBytes, repaired }: Incident): string {
  if (lostBytes > 0) return `${lostBytes} bytes of what was saved were damaged and are left out`
  return repaired > 0 ? 'what was saved was damaged and is put right' : 'a log of it was empty or gone'
}

async function nearestExisting(folder: string): Promise<string> {
  try {
    await access(folder)
    return folder
  } catch {
    return nearestExisting(dirname(folder))
  }
}
