import { lookup } from 'node:dns/promises'
import type { IncomingMessage, RequestOptions } from 'node:http'
import { privateAddress } from '../pages/addresses.ts'
import { errorText, TlcError } from '../system/error.ts'
import { systemCode } from '../system/file-fault.ts'

export interface ModelRequest {
  url: URL
  body: unknown
  /** Sent as bearer token. */
  key: string | undefined
  /** Texts may leave the local network. */
  allowPublic: boolean
  /** The variable that allows that with `allow`, for people. */
  publicSwitch: string
  timeoutMs: number
  /** Of the answer; more is refused. */
  mostBytes: number
  /** What to do when nobody listens there. */
  whenOffline: string
  /** What to do when the answer takes longer than `timeoutMs`. */
  whenSlow?: string
  signal: AbortSignal | undefined
}

interface Address {
  address: string
  family: number
}

/**
 * Sends JSON to a server that runs models, and gives its answer whatever its status. Only addresses of this machine and of
 * private networks are spoken to unless `allowPublic`; redirects are not followed. Rejects with `TlcError`
 * `model/public-address`, `model/offline`, `model/stalled` or `model/endpoint`, or with the signal's reason.
 */
export async function postJson(request: ModelRequest): Promise<{ status: number; text: string }> {
  const { url, key, timeoutMs, signal } = request
  const timeout = AbortSignal.timeout(timeoutMs)
  const body = JSON.stringify(request.body)
  const headers: RequestOptions['headers'] = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...(key ? { authorization: `Bearer ${key}` } : {}),
  }
  try {
    const addresses = await vettedAddresses(request)
    const response = await send(url, body, {
      method: 'POST',
      headers,
      signal: AbortSignal.any([timeout, ...(signal ? [signal] : [])]),
      // The connection goes to the very addresses that were looked at.
      lookup: (_host, { all }, done) => {
        if (all) done(null, addresses)
        else done(null, addresses[0]!.address, addresses[0]!.family)
      },
    })
    return { status: response.statusCode ?? 0, text: await bodyOf(response, request) }
  } catch (thrown) {
    signal?.throwIfAborted()
    if (thrown instanceof TlcError) throw thrown
    if (timeout.aborted) {
      const text = `${url.host} did not answer within ${timeoutMs / 1000} s`
      throw new TlcError('model/stalled', text, { hint: request.whenSlow ?? '' })
    }
    throw new TlcError('model/offline', `Could not reach ${url.host} (${systemCode(thrown) || errorText(thrown)})`, {
      hint: request.whenOffline,
      cause: thrown,
    })
  }
}

async function vettedAddresses({ url, allowPublic, publicSwitch }: ModelRequest): Promise<Address[]> {
  const addresses = await lookup(url.hostname.replace(/^\[|\]$/g, ''), { all: true })
  const open = addresses.find(({ address }) => privateAddress(address) === null)
  if (!open || allowPublic) return addresses
  throw new TlcError(
    'model/public-address',
    `Expected an address on the local network, got ${url.host} (${open.address})`,
    { hint: `Texts of the project would leave your network. Set ${publicSwitch}=allow if that is meant.` },
  )
}

async function send(url: URL, body: string, options: RequestOptions): Promise<IncomingMessage> {
  const { request } = url.protocol === 'https:' ? await import('node:https') : await import('node:http')
  return new Promise((resolve, reject) => {
    request(url, options, resolve).on('error', reject).end(body)
  })
}

async function bodyOf(response: IncomingMessage, { url, mostBytes }: ModelRequest): Promise<string> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of response) {
    bytes += part.length
    if (bytes > mostBytes) {
      throw new TlcError('model/endpoint', `Expected at most ${mostBytes} bytes from ${url.host}, got more`)
    }
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
