import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Requests } from '@tlc/core/link/requests'
import type { Output } from './define-command.ts'

export interface Connecting {
  root: string
  signal: AbortSignal
  /** Where progress is shown, when a person reads it. */
  err: Output
}

/**
 * V8's flags for the daemon. It lives long and shares its machine with an editor and a browser, so it tidies up early;
 * and V8's own threads, four by default, are not more than the cores, or they take turns with those that analyse.
 */
const ENGINE_FLAGS = [
  '--max-semi-space-size=4',
  '--heap-growing-percent=40',
  `--v8-pool-size=${Math.min(availableParallelism(), 4)}`,
]

/** The words that start the daemon of a project in a process of its own. */
export function serveCommand(root: string): string[] {
  const main = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './main.ts' : './main.js', import.meta.url))
  // The conditions of this process: from the sources the daemon runs unbuilt too.
  return [process.execPath, ...ENGINE_FLAGS, ...process.execArgv, main, 'serve', root, '--foreground']
}

/**
 * Asks the project's daemon, which is started when it does not run. With `until`, waits first for that request, and shows
 * a person how far the engine is.
 */
export async function askDaemon<Result>(
  { root, signal, err }: Connecting,
  ask: (daemon: Requests) => Promise<Result>,
  { until }: { until?: 'analysis.wait' | 'engine.idle' } = {},
): Promise<Result> {
  const serve = serveCommand(root)
  if (!err.isTerminal || until === undefined) {
    const { attachRequests } = await import('@tlc/core/link/requests')
    const daemon = await attachRequests({ root, serve, signal })
    if (until !== undefined) await daemon.request(until, {}, { signal })
    return ask(daemon)
  }
  const [{ attach }, { watchProgress }] = await Promise.all([import('@tlc/core/link/local'), import('./progress.ts')])
  const link = await attach({ root, serve, signal })
  try {
    const progress = watchProgress(link, err)
    try {
      await link.request(until, {}, { signal })
    } finally {
      await progress.stop()
    }
    return await ask(link)
  } finally {
    await link.close()
  }
}
