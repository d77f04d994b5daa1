import type { Clock } from '../system/system.ts'

/** The first event of a quiet period waits this long: an editor truncates and writes within a fraction of it. */
const LEAD_MS = 5
/** What comes after a batch is collected this long. */
const TRAIL_MS = 15

/** Turns bursts of events into few calls. Calls never overlap. */
export interface Coalescer {
  touch(): void
  /** Drops what waits, and resolves when a call that runs has ended. */
  stop(): Promise<void>
}

/** `flush` must not throw. */
export function createCoalescer(clock: Clock, flush: () => Promise<void>): Coalescer {
  let state: 'quiet' | 'waiting' | 'flushing' | 'stopped' = 'quiet'
  let touched = false
  let busyUntil = 0
  let running = Promise.resolve()

  const wait = () => {
    state = 'waiting'
    clock.after(clock.elapsed() < busyUntil ? TRAIL_MS : LEAD_MS, () => {
      if (state === 'waiting') running = run()
    })
  }

  const run = async () => {
    state = 'flushing'
    touched = false
    await flush()
    busyUntil = clock.elapsed() + TRAIL_MS
    if (state !== 'flushing') return
    state = 'quiet'
    if (touched) wait()
  }

  return {
    touch() {
      touched = true
      if (state === 'quiet') wait()
    },
    stop() {
      state = 'stopped'
      return running
    },
  }
}
