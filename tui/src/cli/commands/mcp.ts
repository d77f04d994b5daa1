import { ownDaemon } from '../connect.ts'
import { defineCommand } from '../define-command.ts'
import { projectRoot } from '../project-root.ts'
import { version } from '../version.ts'

export default defineCommand({
  id: 'mcp',
  summary: 'Serve search, symbols, history and findings to an agent, over MCP on standard input and output',
  arguments: [{ name: 'path', summary: 'folder of the project; the current one without it', completes: 'path' }],
  examples: [
    { run: 'tlc mcp', what: 'serve the project of the current folder until the client goes' },
    { run: 'claude mcp add tlc -- tlc mcp .', what: 'let an assistant use it' },
  ],
  async run({ positionals, cwd, err, signal }) {
    const root = projectRoot(positionals[0], cwd)
    const [{ serveMcp }, { StdioServerTransport }, { attachRequests }, { attach }] = await Promise.all([
      import('../mcp/serve-mcp.ts'),
      import('@modelcontextprotocol/sdk/server/stdio.js'),
      import('@tlc/core/link/requests'),
      import('@tlc/core/link/local'),
    ])
    const transport = new StdioServerTransport()
    signal.addEventListener('abort', () => void transport.close())
    // The SDK's transport does not end with its input.
    process.stdin.once('end', () => void transport.close())
    await serveMcp(transport, {
      version: version(),
      attach: () => attachRequests({ ...ownDaemon(root), signal }),
      // Seldom: a link for each, so that an agent that only reads is not among those who are there.
      async intent<T>(id: string, input: unknown) {
        const link = await attach({ ...ownDaemon(root), client: 'cli', signal })
        return link.intent<T>(id, input).finally(() => link.close())
      },
      log: (line) => void err.write(`tlc mcp: ${line}\n`),
    })
    return 0
  },
})
