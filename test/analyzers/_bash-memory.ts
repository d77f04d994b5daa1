// Analyses a shell script in a thread, as the daemon does, and prints the peak of its memory in MB.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAnalysisPool } from '@tlc/core/workspace/pool'

const root = mkdtempSync(join(tmpdir(), 'tlc-bash-'))
const text = 'for i in 1 2; do echo "$i" | grep x; done\nfoo() { local x=$1; echo "${x%%.*}"; }\n'.repeat(2000)
writeFileSync(join(root, 'a.sh'), text)
const pool = createAnalysisPool({ root, size: 1 })
let functions = 0
const file = { path: 'a.sh', bytes: text.length, mtimeMs: 0 }
await pool.analyse([file], {
  onBatch(batch) {
    for (const { facts } of batch) functions += facts?.functions.length ?? 0
  },
})
await pool.close()
rmSync(root, { recursive: true })
console.log(JSON.stringify({ functions, peakMb: Math.round(process.resourceUsage().maxRSS / 1024) }))
