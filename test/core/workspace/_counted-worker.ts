// The real analysis worker, which leaves a letter in the project's file `starts` when it starts.
import { appendFileSync } from 'node:fs'
import { workerData } from 'node:worker_threads'

appendFileSync(`${workerData.root}/starts`, 'x')
await import('@tlc/core/workspace/analysis-worker')
