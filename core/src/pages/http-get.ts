import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import type { Readable } from 'node:stream'
import { errorText, TlcError } from '../system/error.ts'
import { systemCode } from '../system/file-fault.ts'
import { privateAddress } from './addresses.ts'

/** Addresses of a name. Asked once for each connection, which then goes to one of them. */
export type Resolve = (host: string) => Promise<{ address: string; family: number }[]>

export interface GetOptions {
  /** Addresses of this machine and its networks may be asked too. */
  allowPrivate: boolean
  /** Of the body as it comes and as it is once inflated. */
  maxBytes: number
  /** ms until the answer's head must be here. */
  firstByteMs: number
  headers?: Record<string, string>
  /** Covers the whole of it, the body included. */
  signal: AbortSignal
  resolve?: Resolve
  /** The page for whose sake it is asked, which faults name; the URL itself without. */
  about?: URL
}

export interface Answer {
  status: number
  headers: IncomingMessage['headers']
  /** The whole body, inflated; read only when asked for. Rejects with `page/…`. */
  body(): Promise<Buffer>
  /** Closes the connection, read or not. */
  close(): void
}

export const USER_AGENT = 'tlc'

/**
 * Asks one URL, follows nothing. The name is resolved here and the connection goes to the very addresses that were looked at,
 * so a name cannot mean another machine by the time it is connected to. Rejects with `page/private-address`, `page/too-slow`
 * or `page/unreachable`, or with the signal's reason.
 */
export async function httpGet(url: URL, options: GetOptions): Promise<Answer> {
  options.signal.throwIfAborted()
  const addresses = await vettedAddresses(url, options)
  const { request } = url.protocol === 'https:' ? await import('node:https') : await import('node:http')
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const asked = request(url, {
      agent: false,
      signal: options.signal,
      headers: {
        'user-agent': USER_AGENT,
        accept: 'text/html, application/xhtml+xml, text/markdown, text/plain;q=0.9, */*;q=0.1',
        'accept-encoding': 'gzip, deflate, br',
        ...options.headers,
      },
      lookup: (_host, { all }, done) => {
        // With `all` Node tries one after the other, else it takes the first.
        if (all) done(null, addresses)
        else done(null, addresses[0]!.address, addresses[0]!.family)
      },
    })
    const patience = setTimeout(() => asked.destroy(slow(url, options.firstByteMs)), options.firstByteMs)
    asked.on('response', resolve)
    asked.on('error', (cause) => reject(fault(options.about ?? url, cause, options.signal)))
    asked.on('close', () => clearTimeout(patience))
    asked.on('response', () => clearTimeout(patience))
    asked.end()
  })
  // A connection that breaks before the body is asked for is told when it is.
  response.on('error', () => {})
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: () => readBody(url, response, options),
    close: () => void response.destroy(),
  }
}

async function vettedAddresses(url: URL, { allowPrivate, resolve = resolveByDns, signal, about = url }: GetOptions) {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  const family = isIP(host)
  const addresses = family > 0 ? [{ address: host, family }] : await resolved(about, host, resolve, signal)
  if (addresses.length === 0) throw unreachable(about, `${host} has no address`)
  for (const { address } of allowPrivate ? [] : addresses) {
    const why = privateAddress(address)
    if (why === null) continue
    throw new TlcError(
      'page/private-address',
      `Expected a page of the public internet, got ${about.href}, whose address ${address} is not (${why}). Nothing was stored.`,
      { hint: 'If you trust it, name it itself and say so: --allow-private.' },
    )
  }
  return addresses
}

async function resolved(url: URL, host: string, resolve: Resolve, signal: AbortSignal) {
  const stopped = Promise.withResolvers<never>()
  const onAbort = () => stopped.reject(signal.reason)
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([resolve(host), stopped.promise])
  } catch (cause) {
    throw fault(url, cause, signal)
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}

async function resolveByDns(host: string) {
  const { lookup } = await import('node:dns/promises')
  return lookup(host, { all: true })
}

async function readBody(url: URL, response: IncomingMessage, { maxBytes, signal }: GetOptions): Promise<Buffer> {
  try {
    const announced = Number(response.headers['content-length'] ?? 0)
    if (announced > maxBytes) throw tooLarge(url, maxBytes, `${inMb(announced)} MB`)
    const parts: Buffer[] = []
    let length = 0
    let received = 0
    response.on('data', (part: Buffer) => {
      received += part.length
    })
    for await (const part of await inflated(url, response)) {
      length += part.length
      if (length > maxBytes || received > maxBytes) throw tooLarge(url, maxBytes, 'more')
      parts.push(part)
    }
    return Buffer.concat(parts)
  } catch (thrown) {
    throw fault(url, thrown, signal)
  } finally {
    response.destroy()
  }
}

async function inflated(url: URL, response: IncomingMessage): Promise<Readable> {
  const encoding = (response.headers['content-encoding'] ?? 'identity').trim().toLowerCase()
  if (encoding === 'identity' || encoding === '') return response
  const { createBrotliDecompress, createGunzip, createInflate } = await import('node:zlib')
  const inflaters = { gzip: createGunzip, 'x-gzip': createGunzip, deflate: createInflate, br: createBrotliDecompress }
  const create = Object.hasOwn(inflaters, encoding) ? inflaters[encoding as keyof typeof inflaters] : undefined
  if (create === undefined) {
    throw new TlcError(
      'page/unsupported',
      `Expected ${url.href} packed by gzip, deflate or br, got ${JSON.stringify(encoding)}. Nothing was stored.`,
    )
  }
  const inflater = create()
  response.on('error', (cause) => inflater.destroy(cause))
  inflater.on('close', () => response.destroy())
  return response.pipe(inflater)
}

function fault(url: URL, thrown: unknown, signal: AbortSignal): unknown {
  if (thrown instanceof TlcError) return thrown
  if (signal.aborted) return signal.reason
  if (systemCode(thrown).startsWith('Z_') || systemCode(thrown).startsWith('ERR_BROTLI')) {
    return new TlcError('page/unreadable', `${url.href} is packed wrongly: ${errorText(thrown)}. Nothing was stored.`, {
      cause: thrown,
    })
  }
  return unreachable(url, reasonOf(thrown), thrown)
}

/** What tries several addresses fails with all their faults and no text of its own. */
function reasonOf(thrown: unknown): string {
  if (thrown instanceof AggregateError && thrown.message === '') return thrown.errors.map(errorText).join('; ')
  return errorText(thrown)
}

function unreachable(url: URL, why: string, cause?: unknown): TlcError {
  return new TlcError('page/unreachable', `${url.href} could not be reached: ${why}. Nothing was stored.`, {
    hint: 'Look whether this machine is online, and try again.',
    cause,
  })
}

function slow(url: URL, ms: number): TlcError {
  return new TlcError(
    'page/too-slow',
    `Expected an answer of ${url.href} within ${ms / 1000} s, got none. Nothing was stored.`,
    { hint: 'Try again later.' },
  )
}

function tooLarge(url: URL, maxBytes: number, got: string): TlcError {
  return new TlcError(
    'page/too-large',
    `Expected at most ${inMb(maxBytes)} MB of ${url.href}, got ${got}. Nothing was stored.`,
    { hint: 'Learn the part that matters, from a file if need be.' },
  )
}

function inMb(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(bytes < 10 * 1024 * 1024 ? 1 : 0).replace(/\.0$/, '')
}
