import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Requests } from '@tlc/core/link/requests'
import type { Output } from './define-command.ts'
import { version } from './version.ts'

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

/** The daemon of a project as this program starts it, for `attach` and what is like it. */
export function ownDaemon(root: string): { root: string; serve: string[]; version: string } {
  return { root, serve: serveCommand(root), version: version() }
}

/** The words that start the daemon in a process of its own. */
function serveCommand(root: string): string[] {
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
  if (!err.isTerminal || until === undefined) {
    const { attachRequests } = await import('@tlc/core/link/requests')
    const daemon = await attachRequests({ ...ownDaemon(root), signal })
    if (until !== undefined) await daemon.request(until, {}, { signal })
    return ask(daemon)
  }
  const [{ attach }, { watchProgress }] = await Promise.all([import('@tlc/core/link/local'), import('./progress.ts')])
  const link = await attach({ ...ownDaemon(root), signal })
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
