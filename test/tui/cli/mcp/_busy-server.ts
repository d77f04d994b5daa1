import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import type { Requests } from '@tlc/core/link/requests'
import { serveMcp } from '@tlc/tui/cli/mcp/serve-mcp'

/** Serves over standard input and output a project that is still read: calls wait until progress was asked three times. */
const done = Promise.withResolvers<void>()
let files = 0
const busy: Requests = {
  async request<T>(id: string) {
    if (id === 'index.progress') {
      files += 10
      if (files === 30) done.resolve()
      return { files, pendingFiles: 100 - files } as T
    }
    await done.promise
    return { targets: [] } as T
  },
}
const transport = new StdioServerTransport()
process.stdin.once('end', () => void transport.close())
const intent = () => Promise.reject(new Error('no intent is expected'))
await serveMcp(transport, { version: '1', attach: async () => busy, intent, log: () => {} })
