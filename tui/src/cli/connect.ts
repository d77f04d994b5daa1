import { fileURLToPath } from 'node:url'
import type { Link } from '@tlc/core/link/contract'

/** The words that start the daemon of a project in a process of its own. */
export function serveCommand(root: string): string[] {
  const main = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './main.ts' : './main.js', import.meta.url))
  // The conditions of this process: from the sources the daemon runs unbuilt too.
  return [process.execPath, ...process.execArgv, main, 'serve', root, '--foreground']
}

/** Runs `work` on a connection to the project's daemon, which is started when it does not run. */
export async function withLink<Result>(
  root: string,
  signal: AbortSignal,
  work: (link: Link) => Promise<Result>,
): Promise<Result> {
  const { attach } = await import('@tlc/core/link/local')
  const link = await attach({ root, serve: serveCommand(root), signal })
  try {
    return await work(link)
  } finally {
    await link.close()
  }
}
