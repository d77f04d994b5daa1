import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js'
import type { Requests } from '@tlc/core/link/requests'
import { TlcError } from '@tlc/core/system/error'
import { serveMcp } from '@tlc/tui/cli/mcp/serve-mcp'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('tui/cli/mcp/serve-mcp')

async function served(attach: () => Promise<Requests>): Promise<Client> {
  const [near, far] = InMemoryTransport.createLinkedPair()
  void serveMcp(far, { version: '1', attach, log: () => {} })
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
