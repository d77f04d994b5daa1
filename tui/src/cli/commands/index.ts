import type { IndexProgress } from '@tlc/core/index/contract'
import type { Requests } from '@tlc/core/link/requests'
import { askDaemon } from '../connect.ts'
import { defineCommand } from '../define-command.ts'
import { projectRoot } from '../project-root.ts'
import { indexText } from '../reports/search-text.ts'

/** Grows when the shape changes; it changes by addition only. */
const SCHEMA_VERSION = 1
const LOOK_EVERY_MS = 250

export default defineCommand({
  id: 'index',
  summary: 'Make the project searchable, and say how far that is',
  arguments: [{ name: 'path', summary: 'folder of the project; the current one without it', completes: 'path' }],
  options: {
    wait: { type: 'boolean', summary: 'End when everything is searchable, by meaning too' },
    json: { type: 'boolean', summary: 'Print one JSON object (core/schemas/index.schema.json)' },
  },
  examples: [
    { run: 'tlc index', what: 'begin, and say how far it is' },
    { run: 'tlc index --wait', what: 'index everything, with progress on a terminal' },
  ],
  async run({ options, positionals, cwd, out, err, signal }) {
    const root = projectRoot(positionals[0], cwd)
    const progress = await askDaemon({ root, signal, err }, async (daemon) => {
      if (options.wait !== true) return daemon.request<IndexProgress>('index.progress', { now: true }, { signal })
      const done = daemon.request<IndexProgress>('index.progress', { wait: true }, { signal })
      if (err.isTerminal) await showUntil(done, daemon, signal, (text) => err.write(`\r\x1b[K${text}`))
      return done
    })
    if (err.isTerminal && options.wait === true) await err.write('\r\x1b[K')
    await out.write(
      options.json === true
        ? `${JSON.stringify({ schemaVersion: SCHEMA_VERSION, ...progress })}\n`
        : `${indexText(progress)}\n`,
    )
    return 0
  },
})

async function showUntil(
  done: Promise<unknown>,
  daemon: Requests,
  signal: AbortSignal,
  show: (text: string) => Promise<void>,
): Promise<void> {
  let running = true
  const ended = done.then(
    () => {
      running = false
    },
    () => {
      running = false
    },
  )
  while (running) {
    await show(indexText(await daemon.request<IndexProgress>('index.progress', { now: true }, { signal })))
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))])
  }
}
