import { defineCommand } from '../define-command.ts'
import { projectRoot } from '../project-root.ts'
import { statusOf, statusText } from '../reports/status.ts'

export default defineCommand({
  id: 'status',
  summary: 'Tell whether a daemon serves the project, and what it costs',
  arguments: [{ name: 'path', summary: 'folder of the project; the current one without it', completes: 'path' }],
  options: { json: { type: 'boolean', summary: 'Print one JSON document (core/schemas/status.schema.json)' } },
  examples: [
    { run: 'tlc status', what: 'show the daemon of this folder' },
    { run: 'tlc status --json | jq .rssMb', what: 'read its memory' },
  ],
  exitCodes: { 3: 'no daemon is running' },
  async run({ options, positionals, cwd, out }) {
    const root = projectRoot(positionals[0], cwd)
    const { daemonHealth } = await import('@tlc/core/link/local')
    const health = await daemonHealth<Parameters<typeof statusText>[1] & object>(root)
    await out.write(options.json === true ? `${JSON.stringify(statusOf(health))}\n` : statusText(root, health))
    return health === null ? 3 : 0
  },
})
