import { randomBytes } from 'node:crypto'
import { nodeFiles } from './node-files.ts'
import { nodeProcesses } from './node-processes.ts'
import type { Clock, Random, System } from './system.ts'

/** The real machine. */
export const nodeSystem: System = {
  files: nodeFiles,
  clock: nodeClock(),
  random: nodeRandom(),
  processes: nodeProcesses,
  env: process.env,
}

function nodeClock(): Clock {
  return {
    now: () => Date.now(),
    elapsed: () => performance.now(),
    after(ms, callback) {
      const timer = setTimeout(callback, ms).unref()
      return { cancel: () => clearTimeout(timer) }
    },
  }
}

function nodeRandom(): Random {
  return {
    bytes: (count) => randomBytes(count),
    id: (bytes = 12) => randomBytes(bytes).toString('hex'),
  }
}
