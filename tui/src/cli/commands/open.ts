import { PROJECT_ROOM } from '@tlc/core/document/rooms'
import { ownDaemon } from '../connect.ts'
import { type CommandContext, defineCommand } from '../define-command.ts'
import { projectRoot } from '../project-root.ts'

export default defineCommand({
  id: 'open',
  summary: 'Open the workspace of a project in this terminal',
  arguments: [{ name: 'path', summary: 'folder of the project; the current one without it', completes: 'path' }],
  options: {
    ascii: { type: 'boolean', summary: 'Draw with ASCII characters only (also TLC_ASCII=1)' },
    'no-mouse': { type: 'boolean', summary: "Leave the mouse to the terminal's own selection" },
  },
  examples: [
    { run: 'tlc', what: 'open the current folder' },
    { run: 'tlc ~/src/flask --ascii', what: 'open another project on a terminal without Unicode' },
  ],
  async run(context) {
    const { options, positionals, cwd, env, signal } = context
    const root = projectRoot(positionals[0], cwd)
    if (!process.stdin.isTTY || !process.stdout.isTTY || env.TERM === 'dumb') return showPlainly(context)
    const [{ attach, daemonSocket }, { realRoot }, { projectState }] = await Promise.all([
      import('@tlc/core/link/local'),
      import('@tlc/core/link/endpoint'),
      import('@tlc/core/link/project-state'),
    ])
    const own = ownDaemon(root)
    // The daemon starts while the screen is loaded. Its fault shows where it is needed.
    const socket = daemonSocket({ ...own, signal })
    socket.catch(() => {})
    const { openWorkspace } = await import('../../app/open-workspace.ts')
    return openWorkspace({
      root,
      env,
      signal,
      ascii: options.ascii === true,
      mouse: options['no-mouse'] !== true,
      recall: async () => {
        const { lastSaved } = await import('@tlc/collab-server/persistence/last-saved')
        return lastSaved(projectState(realRoot(root)), PROJECT_ROOM)
      },
      attach: (remembered) => attach({ ...own, client: 'terminal', socket, remembered }),
    })
  },
})

/** Without a terminal that can place its cursor: what the workspace would show first, as plain text. */
async function showPlainly(context: CommandContext): Promise<number> {
  const { default: analyze } = await import('./analyze.ts')
  await context.err.write(
    'No terminal that can place its cursor, so here is a plain report; `tlc help` lists all commands.\n',
  )
  return analyze.run({
    ...context,
    options: { json: undefined, sarif: undefined, all: undefined, 'fail-on': undefined },
  })
}
