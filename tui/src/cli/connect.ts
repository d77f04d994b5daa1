import { fileURLToPath } from 'node:url'
import type { Requests } from '@tlc/core/link/requests'
import type { Output } from './define-command.ts'

export interface Connecting {
  root: string
  signal: AbortSignal
  /** Where progress is shown, when a person reads it. */
  err: Output
}

/** V8's flags for the daemon, which lives long and shares its machine with an editor and a browser: it tidies up early. */
const SMALL_HEAP = ['--max-semi-space-size=2', '--heap-growing-percent=40']

/** The words that start the daemon of a project in a process of its own. */
export function serveCommand(root: string): string[] {
  const main = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './main.ts' : './main.js', import.meta.url))
  // The conditions of this process: from the sources the daemon runs unbuilt too.
  return [process.execPath, ...SMALL_HEAP, ...process.execArgv, main, 'serve', root, '--foreground']
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
