import { join } from 'node:path'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js'
import type { Requests } from '@tlc/core/link/requests'
import { TlcError } from '@tlc/core/system/error'
import { serveMcp } from '@tlc/tui/cli/mcp/serve-mcp'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('tui/cli/mcp/serve-mcp')

async function served(attach: () => Promise<Requests>): Promise<Client> {
  const [near, far] = InMemoryTransport.createLinkedPair()
  const intent = () => Promise.reject(new Error('no intent is expected'))
  void serveMcp(far, { version: '1', attach, intent, log: () => {} })
  const client = new Client({ name: 'test', version: '1' })
  await client.connect(near)
  return client
}

/** Answers every request of the tools `references` and `symbols`. */
const answering: Requests = { request: async <T>() => ({ targets: [] }) as T }

test('a call that the client cancels is cancelled at the daemon', async () => {
  const asked = Promise.withResolvers<void>()
  const cancelled = Promise.withResolvers<void>()
  const waiting: Requests = {
    request: <T>(_id: string, _input: unknown, { signal }: { signal?: AbortSignal } = {}) =>
      new Promise<T>((_, reject) => {
        signal!.addEventListener('abort', () => {
          cancelled.resolve()
          reject(new TlcError('link/unreachable', 'cancelled'))
        })
        asked.resolve()
      }),
  }
  const client = await served(async () => waiting)
  const abort = new AbortController()
  const call = client.callTool({ name: 'history', arguments: {} }, undefined, { signal: abort.signal })
  call.catch(() => {})
  await asked.promise
  abort.abort('enough')
  await cancelled.promise
  await client.close()
})

test('a message that is no JSON-RPC is logged in a line, and the next is answered', async () => {
  const [near, far] = InMemoryTransport.createLinkedPair()
  const lines: string[] = []
  const intent = () => Promise.reject(new Error('no intent is expected'))
  void serveMcp(far, { version: '1', attach: async () => answering, intent, log: (line) => lines.push(line) })
  const client = new Client({ name: 'test', version: '1' })
  await client.connect(near)
  far.onerror!(Object.assign(new Error('[\n  {\n    "code": "invalid_union"\n  }\n]'), { issues: [] }))
  far.onerror!(new SyntaxError('Unexpected token'))
  far.onerror!(new Error('The pipe broke'))
  assert.equal(lines.slice(-3), [
    'A message that is no JSON-RPC was passed over.',
    'A message that is no JSON-RPC was passed over.',
    'The pipe broke',
  ])
  assert.not((await client.callTool({ name: 'references', arguments: { name: 'a' } })).isError)
  await client.close()
})

test('a pack of a project that is still read says so, and to ask again', async () => {
  const partial: Requests = {
    request: async <T>() => ({ text: 'Task: a\n', tokens: 3, places: [], left: 0, pendingFiles: 9 }) as T,
  }
  const client = await served(async () => partial)
  const { content } = await client.callTool({ name: 'context', arguments: { task: 'a' } })
  assert.match((content as { text: string }[])[0]!.text, 'Partial: 9 files are not searchable yet; ask again later.')
  await client.close()
})

test('calls that lose the daemon together attach once', async () => {
  let attached = 0
  const all = Promise.withResolvers<void>()
  let lost = 0
  const dying: Requests = {
    async request() {
      if (++lost === 8) all.resolve()
      await all.promise
      throw new TlcError('link/unreachable', 'gone')
    },
  }
  const client = await served(async () => (++attached === 1 ? dying : answering))
  const calls = Array.from({ length: 8 }, () => client.callTool({ name: 'references', arguments: { name: 'a' } }))
  for (const { isError } of await Promise.all(calls)) assert.not(isError)
  assert.is(attached, 2)
  await client.close()
})

test('of a thousand calls at once the most are refused with a word, and the others are answered', async () => {
  const open = Promise.withResolvers<void>()
  let running = 0
  let most = 0
  const slow: Requests = {
    async request<T>() {
      most = Math.max(most, ++running)
      await open.promise
      running--
      return { targets: [] } as T
    },
  }
  const client = await served(async () => slow)
  let answered = 0
  const refused = Promise.withResolvers<void>()
  const calls = Array.from({ length: 1_000 }, async () => {
    const { isError, content } = await client.callTool({ name: 'references', arguments: { name: 'a' } })
    if (++answered === 1_000 - 80) refused.resolve()
    return { isError, text: (content as { text: string }[])[0]!.text }
  })
  await refused.promise
  open.resolve()
  const ended = await Promise.all(calls)
  assert.is(ended.filter(({ isError }) => !isError).length, 80)
  assert.is(most, 16)
  assert.match(ended.find(({ isError }) => isError)!.text, 'Call again')
  await client.close()
})

test('a call that asks for it is told how far the project is, as long as that changes', async () => {
  const done = Promise.withResolvers<void>()
  let files = 0
  const busy: Requests = {
    async request<T>(id: string) {
      if (id === 'index.progress') {
        files += 10
        return { files, pendingFiles: 100 - files } as T
      }
      await done.promise
      return { targets: [] } as T
    },
  }
  const client = await served(async () => busy)
  const told: unknown[] = []
  const onprogress = (progress: unknown) => {
    told.push(progress)
    if (told.length === 2) done.resolve()
  }
  await client.callTool({ name: 'references', arguments: { name: 'a' } }, undefined, { onprogress })
  assert.equal(told, [
    { progress: 10, total: 100, message: '10 of 100 files are searchable' },
    { progress: 20, total: 100, message: '20 of 100 files are searchable' },
  ])
  await client.close()
})

test('over standard input and output progress comes at most twice a second', async () => {
  const client = new Client({ name: 'test', version: '1' })
  const args = ['--conditions=tlc-source', join(import.meta.dirname, '_busy-server.ts')]
  await client.connect(new StdioClientTransport({ command: process.execPath, args }))
  const told: number[] = []
  const from = performance.now()
  const onprogress = ({ progress }: { progress: number }) => void told.push(progress)
  await client.callTool({ name: 'references', arguments: { name: 'a' } }, undefined, { onprogress })
  const took = performance.now() - from
  await client.close()
  assert.equal(told.slice(0, 2), [10, 20])
  assert.ok(took >= 1_400, 'the third question came within less than a second and a half')
})

test('attaching that failed is tried again by the next call', async () => {
  let attached = 0
  const client = await served(async () => {
    if (++attached === 1) throw new Error('EACCES')
    return answering
  })
  const ask = () => client.callTool({ name: 'references', arguments: { name: 'a' } })
  assert.ok((await ask()).isError)
  assert.not((await ask()).isError)
  await client.close()
})

test.run()
