// The real analysis worker, which leaves a letter in the project's file `starts` when it starts, and in `opened` the path of
// each Python file that it opens.
import fs, { appendFileSync, type Mode, type OpenMode, type PathLike } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { workerData } from 'node:worker_threads'

const open = fs.openSync
fs.openSync = (path: PathLike, flags: OpenMode, mode?: Mode | null) => {
  if (String(path).endsWith('.py')) appendFileSync(`${workerData.root}/opened`, `${path}\n`)
  return open(path, flags, mode ?? undefined)
}
syncBuiltinESMExports()
appendFileSync(`${workerData.root}/starts`, 'x')
await import('@tlc/core/workspace/analysis-worker')
