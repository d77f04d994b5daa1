// One whole history pass in a process of its own: reads, stores and measures. Prints what it took as JSON.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { measureHistory } from '@tlc/core/history/measure-history'
import { refreshHistory } from '@tlc/core/history/refresh-history'
import { openStore } from '@tlc/core/store/open-store'
import type { AnalysedFile } from '@tlc/core/workspace/contract'

const root = process.argv[2]!
const listed = execFileSync('git', ['ls-tree', '-r', '-z', '--name-only', 'HEAD'], { cwd: root, maxBuffer: 2 ** 30 })
const paths = listed
  .toString()
  .split('\0')
  .filter((path) => path !== '')
const folder = mkdtempSync(join(tmpdir(), 'tlc-pass-'))
const store = await openStore({ path: join(folder, 'metrics.duckdb') })
// The scan comes before the history in `tlc`, and only files that it found are measured.
await store.saveFiles(paths.map(scanned))
const started = performance.now()
const result = await refreshHistory({ root, store })
const read = performance.now()
const measures = await measureHistory(store, { now: Date.now() })
const done = performance.now()
await store.close()
rmSync(folder, { recursive: true })
process.stdout.write(
  JSON.stringify({
    ...result,
    seconds: (done - started) / 1000,
    measureSeconds: (done - read) / 1000,
    rssMb: process.resourceUsage().maxRSS / 1024,
    hotspots: measures.hotspots.length,
    stored: measures.commits,
  }),
)

function scanned(path: string): AnalysedFile {
  const references = { names: [], counts: new Uint32Array(), positions: new Uint32Array() }
  const lists = { symbols: [], functions: [], imports: [], findings: [], blocks: [], references, syntaxErrors: 0 }
  const totals = { symbols: 0, functions: 0, complexity: 0 }
  const sizes = { lines: 100, code: 80, comments: 10, blank: 10, maintainability: null }
  return {
    path,
    bytes: 1,
    mtimeMs: 1,
    hash: path,
    skipped: null,
    facts: { language: 'python', ...sizes, totals, ...lists },
  }
}
