import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TlcError } from '@tlc/core/system/error'
import { type DoctorCheck, ok, warn } from './check.ts'

/** A larger project would lose changes, because each folder takes one watch. */
const LEAST_WATCHES = 65_536

export const grammarCheck: DoctorCheck = {
  name: 'grammars',
  async look() {
    const [{ createAnalyzer }, { readWasm }, { languages }] = await Promise.all([
      import('@tlc/analyzers/analyze'),
      import('@tlc/analyzers/grammars'),
      import('@tlc/analyzers/languages.generated'),
    ])
    const analyzer = await createAnalyzer({ wasm: readWasm })
    await analyzer.prepare(languages.map(({ id }) => id))
    return ok(`${languages.length} languages load`)
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

export const graphCheck: DoctorCheck = {
  name: 'vector graph',
  async look() {
    const { hnswlib } = await import('@tlc/core/index/vectors/hnswlib')
    const { library, fault } = hnswlib()
    if (library) return ok('hnswlib is compiled')
    return warn(
      `hnswlib does not load (${fault}): search by meaning compares all vectors, slower past 100,000`,
      'With a C++ compiler: `npm run native` in a clone, `npm rebuild hnswlib-node` elsewhere.',
    )
  },
}

export const watchCheck: DoctorCheck = {
  name: 'file watches',
  async look() {
    if (process.platform !== 'linux') return ok(process.platform)
    const limit = Number(await readFile('/proc/sys/fs/inotify/max_user_watches', 'utf8'))
    const detail = `${limit.toLocaleString('en-US')} allowed`
    const { nodeWatcher } = await import('@tlc/core/system/watcher')
    try {
      nodeWatcher.folder(tmpdir(), { changed: () => {}, lost: () => {} }).close()
    } catch (thrown) {
      const hint = thrown instanceof TlcError ? thrown.hint : ''
      return warn(`${detail}, all in use: changes are looked for again and again instead`, hint)
    }
    if (limit >= LEAST_WATCHES) return ok(detail)
    return warn(`${detail}, one for each folder`, `Allow more: sysctl fs.inotify.max_user_watches=${LEAST_WATCHES * 8}`)
  },
}
