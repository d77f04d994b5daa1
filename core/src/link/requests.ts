import { TlcError } from '../system/error.ts'
import { type AttachOptions, daemonSocket, daemonVersion } from './local.ts'
import { fromRpcError, type RpcError } from './protocol.ts'

// An import of this module would load all that it offers, WebSockets and `fetch` included: half the time of a start.
const { request } = process.getBuiltinModule('node:http')

/** Asks the daemon for facts, without entering a room. */
export interface Requests {
  /** Rejects with `TlcError`. `signal` cancels on the server too. */
  request<T = unknown>(id: string, input: unknown, options?: { signal?: AbortSignal }): Promise<T>
}

/**
 * For programs that ask something and go: much less to load than `attach`, and the shared document is not sent to them.
 * The daemon is started when it does not run and `serve` is given. Rejects as `attach` does.
 */
export async function attachRequests(options: AttachOptions): Promise<Requests> {
  const socketPath = await daemonSocket(options)
  return {
    async request<T>(id: string, input: unknown, { signal }: { signal?: AbortSignal } = {}) {
      const answer = await post(socketPath, { request: id, input }, signal)
      if (answer.error) throw isOtherVersion(options) ? ofOtherVersion(answer.error) : fromRpcError(answer.error)
      return answer.result as T
    },
  }
}

function isOtherVersion({ root, version }: AttachOptions): boolean {
  const running = daemonVersion(root)
  return version !== undefined && running !== null && running !== version
}

/** What a daemon of another version does not know reads like a mistake of the caller. */
function ofOtherVersion(error: RpcError): TlcError {
  const { code, message } = fromRpcError(error)
  return new TlcError(code, message, {
    hint: 'The daemon is of another version of tlc and somebody uses it: `tlc stop`, then run this again.',
  })
}

function post(
  socketPath: string,
  body: unknown,
  signal: AbortSignal | undefined,
): Promise<{ result?: unknown; error?: RpcError }> {
  const headers = { 'content-type': 'application/json' }
  const options = { socketPath, method: 'POST', path: '/request', headers, ...(signal && { signal }) }
  return new Promise((resolve, reject) => {
    const fail = (cause: unknown) =>
      reject(
        new TlcError('link/unreachable', 'The daemon went before it answered.', {
          hint: 'Run the command again.',
          cause,
        }),
      )
    const asked = request(options, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('error', fail)
      response.on('end', () => {
        try {
          resolve(JSON.parse(Buffer.concat(parts).toString()))
        } catch (cause) {
          fail(cause)
        }
      })
    })
    asked.on('error', fail)
    asked.end(JSON.stringify(body))
  })
}
