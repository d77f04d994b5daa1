import { Server } from '@modelcontextprotocol/sdk/server/index.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import { CallToolRequestSchema, type CallToolResult, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js'
import type { Requests } from '@tlc/core/link/requests'
import { errorText, TlcError } from '@tlc/core/system/error'
import { checkedInput, inputSchema, type ToolDefinition } from '@tlc/core/tools/_define-tool'
import { tools as definitions } from '@tlc/core/tools.generated'
import { createCallGate } from './call-gate.ts'
import { reportProgress } from './report-progress.ts'

export interface McpOptions {
  version: string
  /** Attaches to the daemon; asked again when it went. */
  attach(): Promise<Requests>
  /** Asks the project to change. Rejects with `TlcError`. */
  intent<T>(id: string, input: unknown): Promise<T>
  log(line: string): void
}

/** More calls wait, up to so many. */
const MOST_AT_ONCE = 16
const MOST_WAITING = 64
const MOST_ARGUMENT_BYTES = 100_000
/** In a call's `_meta`, true: the facts of the answer come as `structuredContent` too. */
const WITH_DETAILS = 'tlc/details'

/** Lists and runs the tools over one connection. Resolves when the client has gone. */
export async function serveMcp(transport: Transport, { version, attach, intent, log }: McpOptions): Promise<void> {
  const tools = new Map((definitions as unknown as ToolDefinition[]).map((tool) => [tool.id, tool]))
  const server = new Server({ name: 'tlc', version }, { capabilities: { tools: {} } })
  const gate = createCallGate(MOST_AT_ONCE, MOST_WAITING)
  let daemon: Promise<Requests> | null = null

  async function ask<T>(id: string, input: unknown, signal: AbortSignal): Promise<T> {
    for (let again = false; ; again = true) {
      const asked = attached()
      try {
        return await (await asked).request<T>(id, input, { signal })
      } catch (fault) {
        if (signal.aborted) throw fault
        const isGone = fault instanceof TlcError && fault.code.startsWith('link/')
        if (isGone) forget(asked)
        if (!isGone || again) throw fault
        log('The daemon went; attaching again.')
      }
    }
  }

  function attached(): Promise<Requests> {
    if (daemon !== null) return daemon
    const asked = attach()
    daemon = asked
    // What failed once may do later, whatever the fault was.
    asked.catch(() => forget(asked))
    return asked
  }

  /** Of calls that fail together only the first forgets: the others find what it attached, and start no second daemon. */
  function forget(asked: Promise<Requests>): void {
    if (daemon === asked) daemon = null
  }

  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: [...tools.values()].map(({ id, title, description, input, access }) => ({
      name: id,
      title,
      description,
      inputSchema: inputSchema(input),
      annotations: { readOnlyHint: access === 'read', destructiveHint: false, openWorldHint: false },
    })),
  }))

  server.setRequestHandler(CallToolRequestSchema, async ({ params }, extra): Promise<CallToolResult> => {
    const { name, arguments: given = {}, _meta } = params
    const { signal } = extra
    const token = _meta?.progressToken
    try {
      const tool = tools.get(name)
      if (!tool)
        throw new TlcError(
          'input/invalid',
          `Expected one of ${[...tools.keys()].join(', ')}, got the tool \`${name}\`.`,
        )
      if (JSON.stringify(given).length > MOST_ARGUMENT_BYTES) {
        throw new TlcError('input/invalid', `Expected arguments of at most ${MOST_ARGUMENT_BYTES / 1000} KB.`)
      }
      const input = checkedInput(tool.input, given)
      const stop =
        token === undefined
          ? () => {}
          : reportProgress({
              asked: () => ask('index.progress', {}, signal),
              send: (progress) =>
                extra.sendNotification({
                  method: 'notifications/progress',
                  params: { progressToken: token, ...progress },
                }),
            })
      const { text, details } = await gate(() => {
        signal.throwIfAborted()
        return tool.run(input as never, { request: (id, asked) => ask(id, asked, signal), intent, signal })
      }).finally(stop)
      const content: CallToolResult['content'] = [{ type: 'text', text }]
      // Some clients show a model the structured content instead of the text, which is what was written for it.
      return _meta?.[WITH_DETAILS] === true ? { content, structuredContent: details } : { content }
    } catch (fault) {
      if (signal.aborted) throw fault
      const hint = fault instanceof TlcError && fault.hint !== '' ? ` ${fault.hint}` : ''
      return { content: [{ type: 'text', text: `${errorText(fault)}${hint}` }], isError: true }
    }
  })

  const gone = new Promise<void>((resolve) => {
    server.onclose = resolve
  })
  server.onerror = (fault) =>
    log(isOfMessage(fault) ? 'A message that is no JSON-RPC was passed over.' : errorText(fault))
  await server.connect(transport)
  await gone
}

/** The SDK tells of each with all that its schema says. */
function isOfMessage(fault: Error): boolean {
  return fault instanceof SyntaxError || 'issues' in fault
}
