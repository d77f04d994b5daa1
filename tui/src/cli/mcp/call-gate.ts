import { TlcError } from '@tlc/core/system/error'

/**
 * Lets `most` works run at once, in the order in which they came, and `mostWaiting` wait. Another one is refused with
 * `mcp/busy`.
 */
export function createCallGate(most: number, mostWaiting: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let running = 0
  return async (work) => {
    if (running >= most && waiting.length >= mostWaiting) {
      throw new TlcError('mcp/busy', `${running} calls run and ${waiting.length} wait already.`, {
        hint: 'Call again when some were answered.',
      })
    }
    // Who ends hands its place on, so that a call that comes meanwhile takes none.
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve))
    else running++
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}
