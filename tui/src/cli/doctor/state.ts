import { access, constants, mkdtemp, readFile, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DoctorCheck, fail, ok, warn } from './check.ts'

/** Below this much free space the daemon may soon be unable to store edits. */
const LEAST_FREE_MB = 200
/** A larger project would lose changes, because each folder takes one watch. */
const LEAST_WATCHES = 65_536

export const stateCheck: DoctorCheck = {
  name: 'state folder',
  async look({ root }) {
    const folder = join(root, '.tlc')
    try {
      await access(root, constants.W_OK)
    } catch {
      return fail(`${root} cannot be written`, 'Give yourself the right to write there: tlc keeps its state in `.tlc`.')
    }
    const { bavail, bsize } = await statfs(root)
    const free = Math.round((bavail * bsize) / 2 ** 20)
    if (free < LEAST_FREE_MB)
      return warn(`${folder}, ${free} MB free`, 'Free some space: what cannot be stored is refused.')
    return ok(`${folder}, ${(free / 1024).toFixed(1)} GB free`)
  },
}

export const storeCheck: DoctorCheck = {
  name: 'DuckDB',
  async look() {
    const folder = await mkdtemp(join(tmpdir(), 'tlc-doctor-'))
    try {
      const { openStore } = await import('@tlc/core/store/open-store')
      const store = await openStore({ path: join(folder, 'metrics.duckdb') })
      await store.close()
      return ok('a store opens')
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}

export const watchCheck: DoctorCheck = {
  name: 'file watches',
  async look() {
    if (process.platform !== 'linux') return ok(process.platform)
    const limit = Number(await readFile('/proc/sys/fs/inotify/max_user_watches', 'utf8'))
    if (limit >= LEAST_WATCHES) return ok(`${limit.toLocaleString('en-US')} allowed`)
    const advice = `Allow more: sysctl fs.inotify.max_user_watches=${LEAST_WATCHES * 8}`
    return warn(`${limit.toLocaleString('en-US')} allowed, one for each folder`, advice)
  },
}
