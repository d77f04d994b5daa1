import { TlcError } from '../system/error.ts'
import { decodePage } from './decode-page.ts'
import { type Answer, type GetOptions, httpGet, type Resolve } from './http-get.ts'
import { createRobots, type Robots } from './robots.ts'

const MOST_REDIRECTS = 5
/** RFC 9309 wants at least 500 KiB read. */
const ROBOTS_BYTES = 512 * 1024
const LONGEST_URL = 2048

export interface FetchOptions {
  /** The host that is named may have an address of this machine or its networks; where it redirects to may not. Default false. */
  allowPrivate?: boolean
  /** Default 8 MB, as it comes and once it is inflated. */
  maxBytes?: number
  /** ms for everything. Default 30,000. */
  totalMs?: number
  /** ms for the head of each answer. Default 10,000. */
  firstByteMs?: number
  signal?: AbortSignal
  resolve?: Resolve
}

export type TextKind = 'html' | 'markdown' | 'text'

export interface FetchedPage {
  url: string
  /** Where redirects led. */
  finalUrl: string
  kind: TextKind
  text: string
  /** What the site says to programs, for people. */
  robots: string
}

/**
 * Fetches one page over HTTP. Each hop of a redirect is looked at as the first one: scheme, robots.txt, addresses. Rejects with
 * `page/not-http`, `page/private-address`, `page/robots`, `page/redirects`, `page/status`, `page/unsupported`,
 * `page/too-large`, `page/too-slow`, `page/unreadable` or `page/unreachable`; an abort with the signal's reason.
 */
export async function fetchPage(address: string, options: FetchOptions = {}): Promise<FetchedPage> {
  const start = pageUrl(address)
  const { totalMs = 30_000 } = options
  const limit = new AbortController()
  const timer = setTimeout(() => limit.abort(tooSlow(start, totalMs)), totalMs)
  const get: HopOptions = {
    privateHost: options.allowPrivate ? start.hostname : null,
    maxBytes: options.maxBytes ?? 8 * 1024 * 1024,
    firstByteMs: options.firstByteMs ?? 10_000,
    signal: options.signal ? AbortSignal.any([limit.signal, options.signal]) : limit.signal,
    ...(options.resolve && { resolve: options.resolve }),
  }
  try {
    const robots = createRobots((url, page) => askForRobots(url, { ...get, about: page }), get.signal)
    const { answer, url, note } = await follow(start, robots, get)
    try {
      return { url: start.href, finalUrl: url.href, robots: robotsNote(note, answer), ...(await readPage(url, answer)) }
    } finally {
      answer.close()
    }
  } finally {
    clearTimeout(timer)
  }
}

/** The URL as its id has it: normalised, without the fragment. Throws `page/not-http`. */
export function pageUrl(address: string, base?: URL): URL {
  const url = URL.parse(address, base?.href)
  const hint = 'Give the whole address: https://example.org/page.'
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new TlcError('page/not-http', `Expected an http or https address, got ${JSON.stringify(clip(address))}.`, {
      hint,
    })
  }
  if (url.username !== '' || url.password !== '') {
    throw new TlcError('page/not-http', `Expected an address without a name and password, got one for ${url.host}.`, {
      hint: 'Addresses are kept and shown to everybody in the project.',
    })
  }
  if (url.href.length > LONGEST_URL) {
    throw new TlcError(
      'page/not-http',
      `Expected an address of at most ${LONGEST_URL} characters, got ${url.href.length}.`,
    )
  }
  url.hash = ''
  return url
}

interface HopOptions extends Omit<GetOptions, 'allowPrivate'> {
  /** The one whose addresses may be private. */
  privateHost: string | null
}

function getHop(url: URL, { privateHost, ...get }: HopOptions): Promise<Answer> {
  return httpGet(url, { ...get, allowPrivate: url.hostname === privateHost })
}

async function follow(start: URL, robots: Robots, get: HopOptions) {
  let url = start
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const note = await robots.allow(url)
    const answer = await getHop(url, get)
    const next = redirectOf(url, answer)
    if (next === null) return { answer, url, note }
    answer.close()
    url = next
  }
  throw new TlcError(
    'page/redirects',
    `Expected at most ${MOST_REDIRECTS} redirects from ${start.href}, got more; the last led to ${clip(url.href)}. Nothing was stored.`,
    { hint: 'Give the address that a browser shows in the end.' },
  )
}

async function askForRobots(start: URL, get: HopOptions): Promise<Answer | null> {
  let url = start
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const answer = await getHop(url, { ...get, maxBytes: ROBOTS_BYTES })
    const next = redirectOf(url, answer)
    if (next === null) return answer
    answer.close()
    url = next
  }
  return null
}

function redirectOf(url: URL, { status, headers, close }: Answer): URL | null {
  if (![301, 302, 303, 307, 308].includes(status) || headers.location === undefined) return null
  try {
    return pageUrl(headers.location, url)
  } catch (thrown) {
    close()
    throw thrown
  }
}

/** What a site says of single pages is meant for search engines, and is kept for people to see. */
function robotsNote(note: string, { headers }: Answer): string {
  const tag = headers['x-robots-tag']
  return tag === undefined ? note : `${note}; X-Robots-Tag: ${clip(String(tag))}`
}

async function readPage(url: URL, answer: Answer): Promise<{ kind: TextKind; text: string }> {
  if (answer.status < 200 || answer.status >= 300) throw badStatus(url, answer.status)
  const { type, charset } = contentType(answer.headers['content-type'])
  const kind = kindOf(url, type)
  if (kind === null) throw unsupported(url, type)
  const bytes = await answer.body()
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') throw unsupported(url, 'application/pdf')
  const text = decodePage(bytes, charset)
  if (text === null) throw unsupported(url, 'bytes that are no text')
  return { kind: type === '' && /^\s*<(!doctype html|html|head|body)\b/i.test(text) ? 'html' : kind, text }
}

function contentType(header = ''): { type: string; charset: string | null } {
  const [type = '', ...parameters] = header.split(';')
  const charset = parameters.map((one) => /^\s*charset\s*=\s*"?([^"\s]+)"?\s*$/i.exec(one)?.[1]).find(Boolean)
  return { type: type.trim().toLowerCase(), charset: charset ?? null }
}

function kindOf(url: URL, type: string): TextKind | null {
  if (type === 'text/html' || type === 'application/xhtml+xml') return 'html'
  if (type === 'text/markdown' || type === 'text/x-markdown') return 'markdown'
  if (type !== '' && !type.startsWith('text/')) return null
  return /\.(md|markdown|mdx)$/i.test(url.pathname) ? 'markdown' : 'text'
}

function unsupported(url: URL, type: string): TlcError {
  const isPdf = type === 'application/pdf'
  return new TlcError(
    'page/unsupported',
    `Expected HTML, Markdown or plain text at ${url.href}, got ${isPdf ? 'a PDF' : clip(type)}. Nothing was stored.`,
    { hint: isPdf ? 'Turn it into text (`pdftotext`) and learn the file.' : 'Learn a text of the same content.' },
  )
}

function badStatus(url: URL, status: number): TlcError {
  const meanings: Record<number, string> = {
    401: 'it wants a login',
    403: 'it is forbidden',
    404: 'there is no such page',
    410: 'the page is gone',
    429: 'too much was asked',
  }
  const meaning = meanings[status] ?? (status >= 500 ? 'the server failed' : 'not a page')
  return new TlcError(
    'page/status',
    `Expected a page at ${url.href}, got status ${status}: ${meaning}. Nothing was stored.`,
  )
}

function tooSlow(url: URL, ms: number): TlcError {
  return new TlcError(
    'page/too-slow',
    `Expected all of ${url.href} within ${ms / 1000} s, it takes longer. Nothing was stored.`,
    {
      hint: 'Try again later.',
    },
  )
}

function clip(text: string): string {
  return text.length > 200 ? `${text.slice(0, 197)}...` : text
}
