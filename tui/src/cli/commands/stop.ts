import { defineCommand } from '../define-command.ts'
import { projectRoot } from '../project-root.ts'

export default defineCommand({
  id: 'stop',
  summary: 'End the daemon of a project',
  arguments: [{ name: 'path', summary: 'folder of the project; the current one without it', completes: 'path' }],
  examples: [{ run: 'tlc stop', what: 'end the daemon and wait until it is gone' }],
  exitCodes: { 3: 'no daemon was running' },
  async run({ positionals, cwd, out }) {
    const root = projectRoot(positionals[0], cwd)
    const { stopDaemon } = await import('@tlc/core/link/local')
    const stopped = await stopDaemon(root)
    await out.write(stopped ? `Stopped the daemon of ${root}\n` : `No daemon serves ${root}\n`)
    return stopped ? 0 : 3
  },
})
