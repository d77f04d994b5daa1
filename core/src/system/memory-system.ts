import { TlcError } from './error.ts'
import { type MemoryFiles, memoryFiles } from './memory-files.ts'
import type { Clock, Processes, Random, RunResult, System, Timer } from './system.ts'

/** Time that passes only when told to. */
export interface MemoryClock extends Clock {
  /** Moves on and calls what falls due, in its order. */
  advance(ms: number): void
}

/** Programs that exist: their name → what a run gives. */
export type MemoryPrograms = Record<
  string,
  (args: readonly string[], input: string) => { code?: number; stdout?: string; stderr?: string }
>

export interface MemorySystem extends System {
  readonly files: MemoryFiles
  readonly clock: MemoryClock
}

/** A machine in memory: the same run gives the same result. Passes the contract of `System` as the real one does. */
export function memorySystem(
  options: { programs?: MemoryPrograms; env?: Record<string, string>; now?: number; seed?: number } = {},
): MemorySystem {
  const clock = memoryClock(options.now ?? Date.UTC(2025, 0, 1))
  return {
    files: memoryFiles(clock.now),
    clock,
    random: memoryRandom(options.seed ?? 1),
    processes: memoryProcesses(options.programs ?? {}),
    env: options.env ?? {},
  }
}

function memoryClock(start: number): MemoryClock {
  let elapsed = 0
  let timers: { at: number; callback: () => void }[] = []
  return {
    now: () => start + elapsed,
    elapsed: () => elapsed,
    after(ms, callback): Timer {
      const timer = { at: elapsed + ms, callback }
      timers.push(timer)
      return {
        cancel() {
          timers = timers.filter((other) => other !== timer)
        },
      }
    },
    advance(ms) {
      const end = elapsed + ms
      for (;;) {
        const next = timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0]
        if (!next) break
        timers = timers.filter((other) => other !== next)
        elapsed = Math.max(elapsed, next.at)
        next.callback()
      }
      elapsed = end
    },
  }
}

/** xorshift32 (Marsaglia, 2003). */
function memoryRandom(seed: number): Random {
  let state = seed >>> 0 || 1
  const bytes = (count: number) =>
    Uint8Array.from({ length: count }, () => {
      state ^= state << 13
      state ^= state >>> 17
      state ^= state << 5
      return state & 0xff
    })
  return { bytes, id: (count = 12) => Buffer.from(bytes(count)).toString('hex') }
}

function memoryProcesses(programs: MemoryPrograms): Processes {
  const outcome = (command: string, args: readonly string[], input: string | Uint8Array = ''): RunResult => {
    const program = programs[command]
    if (!program) throw new TlcError('process/missing', `${command} cannot be started: no such program`)
    const { code = 0, stdout = '', stderr = '' } = program(args, Buffer.from(input).toString('utf8'))
    return { code, stdout: Buffer.from(stdout), stderr }
  }
  return {
    async run(command, args, options = {}) {
      options.signal?.throwIfAborted()
      const result = outcome(command, args, options.input)
      if (result.stdout.length > (options.maxBytes ?? Number.POSITIVE_INFINITY)) {
        throw new TlcError('process/too-much-output', `${command} wrote more than is allowed`)
      }
      return result
    },
    async stream(command, args, options) {
      options.signal?.throwIfAborted()
      const { code, stdout, stderr } = outcome(command, args, options.input)
      if (stdout.length > 0) await options.onOutput(stdout)
      return { code, stderr }
    },
  }
}
