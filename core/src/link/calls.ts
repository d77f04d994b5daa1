import { TlcError } from '../system/error.ts'
import { type ClientFrame, fromRpcError, type ServerFrame } from './protocol.ts'

type WithoutEnvelope<F> = F extends { id: number } ? Omit<F, 'jsonrpc' | 'id'> : never

interface Call {
  frame: ClientFrame
  resolve(result: unknown): void
  reject(fault: TlcError): void
}

/** How long a call waits for a lost connection to come back. */
const PATIENCE_MS = 15_000

/**
 * The calls that wait for an answer. What was not answered when the connection broke is sent again on the next one: intents
 * carry a key, so the server acts once, and requests change nothing.
 */
export class Calls {
  readonly #waiting = new Map<number, Call>()
  #send: ((frame: ClientFrame) => void) | null = null
  #ended: TlcError | null = null
  #why: TlcError = offline()
  #patience: NodeJS.Timeout | null = null
  #last = 0
  readonly #patienceMs: number

  constructor(patienceMs = PATIENCE_MS) {
    this.#patienceMs = patienceMs
  }

  /** The connection stands: everything that waits goes out. */
  open(send: (frame: ClientFrame) => void): void {
    if (this.#patience) clearTimeout(this.#patience)
    this.#patience = null
    this.#send = send
    for (const { frame } of this.#waiting.values()) send(frame)
  }

  /** The connection broke, or the server will not have us at present: `why` is what calls hear that wait too long. */
  pause(why?: TlcError): void {
    this.#send = null
    this.#why = why ?? offline()
    if (this.#waiting.size > 0) this.#wait()
  }

  /** Nothing will be answered any more. */
  end(why: TlcError): void {
    if (this.#patience) clearTimeout(this.#patience)
    this.#ended = why
    this.#send = null
    this.#rejectAll(why)
  }

  call(body: WithoutEnvelope<ClientFrame>, signal?: AbortSignal): Promise<unknown> {
    if (this.#ended) return Promise.reject(this.#ended)
    if (signal?.aborted) return Promise.reject(cancelled(signal))
    const id = ++this.#last
    const frame = { jsonrpc: '2.0', id, ...body } as ClientFrame
    const answer = Promise.withResolvers<unknown>()
    const onAbort = () => {
      this.#waiting.delete(id)
      this.#send?.({ jsonrpc: '2.0', method: 'cancel', params: { id } })
      answer.reject(cancelled(signal))
    }
    signal?.addEventListener('abort', onAbort, { once: true })
    this.#waiting.set(id, { frame, resolve: answer.resolve, reject: answer.reject })
    if (this.#send) this.#send(frame)
    else this.#wait()
    return answer.promise.finally(() => signal?.removeEventListener('abort', onAbort))
  }

  receive(frame: Extract<ServerFrame, { id: number }>): void {
    const call = this.#waiting.get(frame.id)
    if (!call) return
    this.#waiting.delete(frame.id)
    if ('error' in frame) call.reject(fromRpcError(frame.error))
    else call.resolve(frame.result)
  }

  #wait(): void {
    this.#patience ??= setTimeout(() => {
      this.#patience = null
      this.#rejectAll(this.#why)
    }, this.#patienceMs).unref()
  }

  #rejectAll(why: TlcError): void {
    const calls = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const call of calls) call.reject(why)
  }
}

function offline(): TlcError {
  return new TlcError('link/offline', 'The daemon did not answer: the connection is lost.', {
    hint: 'Try again once it is back.',
  })
}

function cancelled(signal: AbortSignal | undefined): TlcError {
  return new TlcError('link/cancelled', 'The call was cancelled.', { cause: signal?.reason })
}
