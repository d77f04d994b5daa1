import { createHash } from 'node:crypto'
import { basename, join } from 'node:path'
import { errorText, TlcError } from '../system/error.ts'
import { systemCode } from '../system/file-fault.ts'
import type { System } from '../system/system.ts'
import { claimPartial, leavePartial } from './partial-file.ts'

export interface DownloadRequest {
  url: string
  /** The file to write. */
  to: string
  /** Folder that keeps what came of it so far, for another try. */
  partial: string
  maxBytes: number
  system: Pick<System, 'files' | 'random' | 'clock'>
  signal?: AbortSignal
  onProgress?(doneBytes: number, totalBytes: number): void
  /** ms without a byte after which a try is given up. Default 30,000. */
  stallMs?: number
}

const STALL_MS = 30_000
const TRIES = 3
/** What a second try may mend. */
const PASSING = new Set(['model/offline', 'model/stalled', 'model/source-failed'])

/**
 * Fetches a file over HTTP, and goes on where an earlier try ended, also one of an earlier process. Rejects with `TlcError`
 * `model/offline`, `model/stalled`, `model/not-found`, `model/refused`, `model/source-failed`, `model/too-large` or `file/…`,
 * or with the signal's reason. Whether the bytes are right is for the caller to check.
 */
export async function download(request: DownloadRequest): Promise<void> {
  const { system, url, partial } = request
  const kept = join(
    partial,
    `${createHash('sha256').update(url).digest('hex').slice(0, 16)}-${basename(new URL(url).pathname)}`,
  )
  const own = await claimPartial(kept, system)
  try {
    await tryUntilDone(request, own)
    await system.files.rename(own, request.to)
  } catch (thrown) {
    // What filled a disk does not stay to keep it full.
    const isFull = thrown instanceof TlcError && thrown.code === 'file/full'
    await (isFull ? system.files.remove(own) : leavePartial(own, kept, system)).catch(() => {})
    throw thrown
  }
}

async function tryUntilDone(request: DownloadRequest, path: string): Promise<void> {
  for (let left = TRIES - 1; ; left--) {
    try {
      return await receive(request, path)
    } catch (thrown) {
      request.signal?.throwIfAborted()
      if (left === 0 || !(thrown instanceof TlcError) || !PASSING.has(thrown.code)) throw thrown
    }
  }
}

async function receive(request: DownloadRequest, path: string): Promise<void> {
  const { system, url, signal, stallMs = STALL_MS } = request
  const stalled = new AbortController()
  let timer = system.clock.after(stallMs, () => stalled.abort())
  const progressed = () => {
    timer.cancel()
    timer = system.clock.after(stallMs, () => stalled.abort())
  }
  try {
    const had = (await system.files.stat(path))?.bytes ?? 0
    const response = await fetch(url, {
      headers: had > 0 ? { range: `bytes=${had}-` } : {},
      signal: AbortSignal.any([stalled.signal, ...(signal ? [signal] : [])]),
    })
    await store(response, had, path, request, progressed)
  } catch (thrown) {
    signal?.throwIfAborted()
    if (thrown instanceof TlcError) throw thrown
    if (stalled.signal.aborted)
      throw new TlcError('model/stalled', `Nothing came from ${hostOf(url)} for ${stallMs / 1000} s`)
    throw unreachable(url, thrown)
  } finally {
    timer.cancel()
  }
}

async function store(
  response: Response,
  had: number,
  path: string,
  { url, maxBytes, system: { files }, onProgress }: DownloadRequest,
  progressed: () => void,
): Promise<void> {
  let done = had
  // 416: what is here is longer than what is there, so it is of something else. 200: the server begins anew.
  if (had > 0 && response.status !== 206) {
    await files.remove(path)
    done = 0
  }
  if (!response.ok) {
    await response.body?.cancel()
    throw refused(response.status, url)
  }
  const total = totalOf(response, done)
  if (total > maxBytes) throw tooLarge(url, maxBytes)
  if (done === 0) await files.write(path, '')
  for await (const chunk of response.body ?? []) {
    progressed()
    done += chunk.length
    if (done > maxBytes) throw tooLarge(url, maxBytes)
    await files.append(path, chunk)
    onProgress?.(done, total)
  }
}

/** 0 when the server does not say. The length of what is packed for the way says nothing. */
function totalOf({ headers }: Response, had: number): number {
  const length = headers.get('content-encoding') ? 0 : Number(headers.get('content-length') ?? 0)
  return length > 0 ? had + length : 0
}

function refused(status: number, url: string): TlcError {
  const at = `${hostOf(url)} answered ${status}`
  if (status === 404 || status === 410)
    return new TlcError('model/not-found', `${at}: there is no ${new URL(url).pathname}`)
  if (status === 401 || status === 403 || status === 407)
    return new TlcError('model/refused', `${at}: it wants a login, or a proxy forbids it`)
  return new TlcError('model/source-failed', at)
}

function tooLarge(url: string, maxBytes: number): TlcError {
  return new TlcError('model/too-large', `Expected at most ${maxBytes} bytes from ${hostOf(url)}, got more`)
}

function unreachable(url: string, thrown: unknown): TlcError {
  const cause = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause : thrown
  const code = systemCode(cause)
  return new TlcError('model/offline', `Could not reach ${hostOf(url)} (${code || errorText(cause)})`, {
    hint: 'Connect to the network once, or name a mirror, or add the model from a folder. Behind a proxy set NODE_USE_ENV_PROXY=1.',
    cause: thrown,
  })
}

function hostOf(url: string): string {
  return new URL(url).host
}
