import type { Connection } from '@hocuspocus/server'
import { anything, integer, oneOf, optional, shape, text, textOf } from '@tlc/core/document/check'
import { PROJECT_ROOM } from '@tlc/core/document/rooms'
import { type ServerFrame, toRpcError } from '@tlc/core/link/protocol'
import { errorText, TlcError } from '@tlc/core/system/error'
import type { Client } from './client.ts'
import type { IntentRunner } from './intent-runner.ts'

export interface RpcOptions {
  intents: IntentRunner
  /** Answers a request of the engine. */
  request(id: string, input: unknown, signal: AbortSignal): Promise<unknown>
  requestsAtOnce: number
  log(line: string): void
}

type Calls = Map<number, AbortController>

const frameCheck = shape({
  jsonrpc: oneOf('2.0'),
  id: optional(integer),
  method: oneOf('intent', 'request', 'cancel', 'barrier'),
  params: optional(anything),
})
const intentCheck = shape({ intent: text, input: anything, key: textOf(8, 128) })
const requestCheck = shape({ request: text, input: optional(anything) })
const cancelCheck = shape({ id: integer })

/** JSON-RPC over the stateless frames of the project room. */
export class Rpc {
  readonly #options: RpcOptions
  readonly #calls = new WeakMap<Connection<Client>, Calls>()

  constructor(options: RpcOptions) {
    this.#options = options
  }

  /** Must not throw: nobody catches it. */
  handle(connection: Connection<Client>, room: string, payload: string): void {
    try {
      this.#dispatch(connection, room, readFrame(payload))
    } catch (thrown) {
      this.#send(connection, { jsonrpc: '2.0', id: idOf(payload), error: toRpcError(thrown) })
    }
  }

  #dispatch(connection: Connection<Client>, room: string, { id, method, params }: Frame): void {
    if (method === 'barrier' && id !== undefined) {
      // Messages of one connection are handled in order, and a change is durable before the next one is looked at.
      this.#send(connection, { jsonrpc: '2.0', id, result: {} })
      return
    }
    if (room !== PROJECT_ROOM) {
      throw new TlcError('rpc/wrong-room', `Expected calls in ${PROJECT_ROOM}, got one in ${room}.`)
    }
    if (method === 'cancel') {
      this.#callsOf(connection).get(fit(cancelCheck, params).id)?.abort()
      return
    }
    if (id === undefined) throw new TlcError('rpc/malformed', `Expected an id for ${method}, got none.`)
    if (method === 'intent') {
      const call = fit(intentCheck, params)
      void this.#answer(connection, id, () =>
        this.#options.intents.run({ ...call, input: call.input }, connection.context),
      )
      return
    }
    const call = fit(requestCheck, params)
    void this.#answer(connection, id, (signal) => this.#options.request(call.request, call.input, signal))
  }

  async #answer(
    connection: Connection<Client>,
    id: number,
    act: (signal: AbortSignal) => Promise<unknown>,
  ): Promise<void> {
    const calls = this.#callsOf(connection)
    const abort = new AbortController()
    try {
      if (calls.has(id))
        throw new TlcError('rpc/malformed', `Expected an id of its own, got ${id}, whose call still runs.`)
      if (calls.size >= this.#options.requestsAtOnce) {
        throw new TlcError('limit/calls', `Expected at most ${this.#options.requestsAtOnce} calls at once, more came.`)
      }
      calls.set(id, abort)
      const result = await act(abort.signal)
      this.#send(connection, { jsonrpc: '2.0', id, result: result ?? null })
    } catch (thrown) {
      if (!(thrown instanceof TlcError) && !abort.signal.aborted) this.#options.log(`rpc: ${traceOf(thrown)}`)
      this.#send(connection, { jsonrpc: '2.0', id, error: toRpcError(thrown) })
    } finally {
      if (calls.get(id) === abort) calls.delete(id)
    }
  }

  #callsOf(connection: Connection<Client>): Calls {
    let calls = this.#calls.get(connection)
    if (!calls) {
      const made: Calls = new Map()
      connection.onClose(() => {
        for (const call of made.values()) call.abort()
      })
      this.#calls.set(connection, made)
      calls = made
    }
    return calls
  }

  #send(connection: Connection<Client>, frame: ServerFrame): void {
    try {
      connection.sendStateless(JSON.stringify(frame))
    } catch (thrown) {
      this.#options.log(`rpc: an answer could not be sent: ${errorText(thrown)}`)
    }
  }
}

type Frame = { id?: number | undefined; method: 'intent' | 'request' | 'cancel' | 'barrier'; params?: unknown }

function readFrame(payload: string): Frame {
  let value: unknown
  try {
    value = JSON.parse(payload)
  } catch (cause) {
    throw new TlcError('rpc/malformed', 'Expected JSON, got something else.', { cause })
  }
  return fit(frameCheck, value)
}

function fit<T>(check: { problem(value: unknown): string | null; type?: T }, value: unknown): T {
  const problem = check.problem(value)
  if (problem !== null) throw new TlcError('rpc/malformed', problem)
  return value as T
}

// So that a caller whose frame is wrong still hears about it.
function idOf(payload: string): number {
  try {
    const { id } = JSON.parse(payload) as { id?: unknown }
    return Number.isSafeInteger(id) ? (id as number) : -1
  } catch {
    return -1
  }
}

function traceOf(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
}
