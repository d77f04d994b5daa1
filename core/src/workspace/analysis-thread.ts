import { type ResourceLimits, Worker } from 'node:worker_threads'
import type { LineTokens } from '@tlc/analyzers/facts'
import { errorText, TlcError } from '../system/error.ts'
import { compileCache } from '../system/paths.ts'
import {
  CANCELLED_SLOT,
  CHUNK_SLOT,
  FILE_SLOT,
  type FromWorker,
  PROGRESS_SLOTS,
  type ToWorker,
  WORN_SLOT,
  type WorkerSetup,
} from './analysis-protocol.ts'
import type { AnalysedFile, ReadBindings, ScannedFile } from './contract.ts'
import { unpackFacts } from './packed-facts.ts'

export interface ThreadOptions {
  root: string
  worker: URL
  limits: ResourceLimits
  /** A thread that works this long at one file is ended. */
  hangMs: number
  onReady(): void
  onChunk(chunk: number, sent: ScannedFile[], files: AnalysedFile[]): void
  /** The thread is worn, and has nothing left to do. */
  onWorn(thread: AnalysisThread): void
  /** The thread is gone. `culprit` is the file it was at; null when it was at none. */
  onDeath(
    thread: AnalysisThread,
    lost: { files: ScannedFile[]; chunk: number }[],
    culprit: ScannedFile | null,
    message: string,
  ): void
}

interface ThreadRequest {
  resolve(answer: LineTokens[] | ReadBindings): void
  reject(fault: unknown): void
}

const WATCHES_PER_HANG = 20
/** Loading the grammars on a busy machine is no hang. */
const START_MS = 30_000

/** One worker thread and what was sent to it. It ends once: by `stop`, by its own fault or by the watchdog. */
export class AnalysisThread {
  readonly #options: ThreadOptions
  readonly #worker: Worker
  readonly #progress = new Int32Array(new SharedArrayBuffer(PROGRESS_SLOTS * 4))
  readonly #chunks = new Map<number, ScannedFile[]>()
  readonly #requests = new Map<number, ThreadRequest>()
  readonly #ended: Promise<void>
  #watch: NodeJS.Timeout | undefined
  #state: 'starting' | 'ready' | 'stopping' | 'ended' = 'starting'
  #fault: string | undefined

  constructor(options: ThreadOptions) {
    this.#options = options
    const setup: WorkerSetup = { root: options.root, progress: this.#progress.buffer as SharedArrayBuffer }
    this.#worker = new Worker(options.worker, {
      workerData: setup,
      resourceLimits: options.limits,
      name: 'analysis',
      // Halves the time of a start. A folder that cannot be written is no fault.
      env: { NODE_COMPILE_CACHE: compileCache(process.env), ...process.env },
    })
    this.#worker.on('message', (message: FromWorker) => this.#receive(message))
    this.#worker.on('messageerror', (fault) => this.#kill(errorText(fault)))
    this.#worker.on('error', (fault) => {
      this.#fault ??= faultText(fault)
    })
    this.#ended = new Promise((resolve) => {
      this.#worker.on('exit', (code) => {
        this.#end(this.#fault ?? `The analysis thread ended with code ${code}.`)
        resolve()
      })
    })
    this.#keepWatch()
  }

  /** Chunks that were sent and are not answered. */
  get load(): number {
    return this.#chunks.size
  }

  /** Questions about single files that are not answered. */
  get asked(): number {
    return this.#requests.size
  }

  /** It holds more memory than is worth keeping: it should be given nothing more. */
  get worn(): boolean {
    return Atomics.load(this.#progress, WORN_SLOT) === 1
  }

  get idle(): boolean {
    return this.#chunks.size === 0 && this.#requests.size === 0
  }

  analyse(chunk: number, files: ScannedFile[]): void {
    this.#chunks.set(chunk, files)
    this.#post({ type: 'analyse', chunk, files })
  }

  tokens(request: number, path: string, from: number, to: number): Promise<LineTokens[]> {
    return this.#ask({ type: 'tokens', request, path, from, to }) as Promise<LineTokens[]>
  }

  bindings(request: number, path: string, knownHash?: string): Promise<ReadBindings> {
    return this.#ask({ type: 'bindings', request, path, knownHash }) as Promise<ReadBindings>
  }

  /** Chunks up to this one come back as far as they are. */
  cancel(upTo: number): void {
    Atomics.store(this.#progress, CANCELLED_SLOT, upTo)
  }

  /** Ends the thread without `onDeath`. What it had is dropped. */
  async stop(): Promise<void> {
    if (this.#state !== 'ended') this.#state = 'stopping'
    await this.#worker.terminate()
    await this.#ended
  }

  #ask(message: Exclude<ToWorker, { type: 'analyse' }>): Promise<LineTokens[] | ReadBindings> {
    return new Promise((resolve, reject) => {
      this.#requests.set(message.request, { resolve, reject })
      this.#post(message)
    })
  }

  #post(message: ToWorker): void {
    // Only a thread that has something to do keeps the process alive.
    this.#worker.ref()
    this.#worker.postMessage(message)
    this.#keepWatch()
  }

  #receive(message: FromWorker): void {
    if (this.#state === 'stopping' || this.#state === 'ended') return
    switch (message.type) {
      case 'ready':
        this.#state = 'ready'
        this.#options.onReady()
        break
      case 'analysed': {
        const sent = this.#chunks.get(message.chunk)
        this.#chunks.delete(message.chunk)
        if (!sent) break
        const facts = unpackFacts(message.facts)
        const files = message.files.map((file, i) => ({ ...file, facts: facts[i] ?? null }))
        this.#options.onChunk(message.chunk, sent, files)
        break
      }
      case 'tokens':
        this.#settle(message.request)?.resolve(message.lines)
        break
      case 'bindings':
        this.#settle(message.request)?.resolve(message.read)
        break
      case 'failed':
        this.#settle(message.request)?.reject(new TlcError('analysis/failed', message.message))
        break
    }
    if (!this.idle) return
    this.#rest()
    if (this.worn) this.#options.onWorn(this)
  }

  #settle(request: number): ThreadRequest | undefined {
    const waiting = this.#requests.get(request)
    this.#requests.delete(request)
    return waiting
  }

  #rest(): void {
    clearInterval(this.#watch)
    this.#watch = undefined
    this.#worker.unref()
  }

  // Counts looks, not time: a process that was itself held up for a minute must not end a thread that was not.
  #keepWatch(): void {
    if (this.#watch) return
    const every = this.#options.hangMs / WATCHES_PER_HANG
    let seen = ''
    let looks = 0
    this.#watch = setInterval(() => {
      const place = `${Atomics.load(this.#progress, CHUNK_SLOT)}:${Atomics.load(this.#progress, FILE_SLOT)}`
      const moves = place !== seen || (this.#state === 'ready' && this.idle)
      seen = place
      looks = moves ? 0 : looks + 1
      const allowed = this.#state === 'starting' ? Math.max(START_MS, this.#options.hangMs) : this.#options.hangMs
      if (looks * every >= allowed) this.#kill(`The analysis took longer than ${allowed / 1000} s.`)
    }, every).unref()
  }

  #kill(message: string): void {
    this.#fault ??= message
    void this.#worker.terminate()
  }

  #end(message: string): void {
    const expected = this.#state === 'stopping'
    this.#state = 'ended'
    clearInterval(this.#watch)
    const fault = new TlcError('analysis/failed', expected ? 'The analysis threads were stopped.' : message)
    for (const request of this.#requests.values()) request.reject(fault)
    this.#requests.clear()
    const lost = [...this.#chunks].map(([chunk, files]) => ({ chunk, files }))
    this.#chunks.clear()
    if (expected) return
    const at = lost.find(({ chunk }) => chunk === Atomics.load(this.#progress, CHUNK_SLOT))
    const culprit = at?.files[Atomics.load(this.#progress, FILE_SLOT)] ?? null
    this.#options.onDeath(this, lost, culprit, message)
  }
}

function faultText(fault: unknown): string {
  const code = fault instanceof Error ? (fault as NodeJS.ErrnoException).code : undefined
  return code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? 'The analysis ran out of memory.'
    : `The analysis thread died: ${errorText(fault)}`
}
