/** A search that comes meanwhile waits no longer than this, or than one step. */
const SLICE_MS = 6

/**
 * Takes the steps on this thread, letting go of it every few milliseconds. Answers what they come to, or undefined when
 * `stopped` says so in between.
 */
export async function inSlices<T>(steps: Iterator<void, T>, stopped: () => boolean): Promise<T | undefined> {
  for (;;) {
    const end = performance.now() + SLICE_MS
    while (performance.now() < end) {
      const step = steps.next()
      if (step.done) return step.value
    }
    await new Promise((resolve) => setImmediate(resolve))
    if (stopped()) return undefined
  }
}
