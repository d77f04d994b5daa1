import { availableParallelism } from 'node:os'
import type { ResourceLimits } from 'node:worker_threads'
import { compileHeavyGrammars } from '@tlc/analyzers/heavy-grammars'
import { TlcError } from '../system/error.ts'
import { AnalysisThread } from './analysis-thread.ts'
import { ChunkQueue } from './chunks.ts'
import type { AnalysedFile, AnalysisPool, ScannedFile } from './contract.ts'

export interface PoolOptions {
  root: string
  /** Threads. Default: one a core, at most 4. */
  size?: number
  /** MB that the JavaScript heap of one thread may grow to before its file fails. Default 512. */
  memoryMb?: number
  /** ms that one file may take before its thread is replaced. Default 20,000. */
  hangMs?: number
  /** The program of the threads; another one is for tests of what happens when a thread dies. */
  worker?: URL
}

interface Job {
  queue: ChunkQueue
  chunks: Set<number>
  /** Analysed and not handed over. */
  ready: AnalysedFile[]
  /** Chunks in `ready`. */
  readyChunks: number
  delivering: boolean
  onBatch(batch: AnalysedFile[]): void | Promise<void>
  settle(fault?: { reason: unknown }): void
}

/** The chunk after the one at work is already there when it ends. */
const CHUNKS_AHEAD = 3
/** So many chunks wait for a slow reader before the threads are left without work. */
const CHUNKS_READY = 8
const STARTS_THAT_MAY_FAIL = 3
/** After a rest; those who waited for the end of the work have their answers by then. */
const WAKE_AFTER_MS = 500

/** See `AnalysisPool`. Threads start at the first call. */
export function createAnalysisPool(options: PoolOptions): AnalysisPool {
  const size = options.size ?? Math.min(availableParallelism(), 4)
  const worker =
    options.worker ??
    new URL(import.meta.url.endsWith('.ts') ? './analysis-worker.ts' : './analysis-worker.js', import.meta.url)
  const limits: ResourceLimits = { maxOldGenerationSizeMb: options.memoryMb ?? 512, maxYoungGenerationSizeMb: 16 }
  const threads: AnalysisThread[] = []
  const retiring = new Set<Promise<void>>()
  const jobs: Job[] = []
  const owners = new Map<number, Job>()
  let numbers = 0
  let failedStarts = 0
  let closed = false
  let waking: NodeJS.Timeout | undefined

  const start = (): AnalysisThread => {
    compileHeavyGrammars()
    const thread = new AnalysisThread({
      root: options.root,
      worker,
      limits,
      hangMs: options.hangMs ?? 20_000,
      onReady() {
        failedStarts = 0
      },
      onChunk(chunk, sent, files) {
        const job = release(chunk)
        if (!job) return feed()
        if (files.length < sent.length) job.queue.putBack(sent.slice(files.length))
        collect(job, files)
      },
      onWorn(worn) {
        threads.splice(threads.indexOf(worn), 1)
        const stopping = worn.stop().finally(() => retiring.delete(stopping))
        retiring.add(stopping)
        feed()
        // The next saved file should not wait for a start.
        if (threads.length === 0) start()
      },
      onDeath(dead, lost, culprit, message) {
        threads.splice(threads.indexOf(dead), 1)
        failedStarts = culprit ? 0 : failedStarts + 1
        for (const { chunk, files } of lost) {
          const job = release(chunk)
          job?.queue.putBack(files.filter((file) => file !== culprit))
          if (job && culprit && files.includes(culprit)) collect(job, [failed(culprit, message)])
        }
        if (failedStarts >= STARTS_THAT_MAY_FAIL) giveUp(message)
        else feed()
      },
    })
    threads.push(thread)
    return thread
  }

  const release = (chunk: number): Job | undefined => {
    const job = owners.get(chunk)
    owners.delete(chunk)
    job?.chunks.delete(chunk)
    return job
  }

  const collect = (job: Job, files: AnalysedFile[]): void => {
    job.ready.push(...files)
    job.readyChunks += 1
    void deliver(job)
    feed()
  }

  const deliver = async (job: Job): Promise<void> => {
    if (job.delivering) return
    job.delivering = true
    try {
      while (job.ready.length > 0 && jobs.includes(job)) {
        const batch = job.ready
        job.ready = []
        job.readyChunks = 0
        feed()
        await job.onBatch(batch)
      }
      if (job.chunks.size === 0 && job.queue.left === 0) job.settle()
    } catch (thrown) {
      job.settle({ reason: thrown })
    } finally {
      job.delivering = false
    }
  }

  // What somebody waits for goes first, then the job with the least left: a saved file does not wait for a whole project.
  const feed = (): void => {
    for (;;) {
      const open = jobs.filter((job) => job.queue.left > 0 && job.readyChunks < CHUNKS_READY)
      const job = open.sort(byUrgency)[0]
      if (!job) return
      const thread = freeThread()
      if (!thread) return
      const files = job.queue.take()!
      numbers += 1
      job.chunks.add(numbers)
      owners.set(numbers, job)
      thread.analyse(numbers, files)
    }
  }

  const freeThread = (): AnalysisThread | undefined => {
    const least = leastLoaded()
    if (least?.load === 0) return least
    if (threads.length < size) return start()
    return least && least.load < CHUNKS_AHEAD ? least : undefined
  }

  const leastLoaded = (): AnalysisThread | undefined =>
    threads.filter((thread) => !thread.worn).sort((a, b) => a.load - b.load)[0]

  const leastAsked = (): AnalysisThread | undefined =>
    threads.filter((thread) => !thread.worn).sort((a, b) => a.load - b.load || a.asked - b.asked)[0]

  const giveUp = (message: string): void => {
    failedStarts = 0
    const fault = new TlcError('analysis/no-threads', `The analysis threads do not start: ${message}`, {
      hint: 'Run `tlc doctor`.',
    })
    for (const job of [...jobs]) job.settle({ reason: fault })
  }

  const stopThreads = async (): Promise<void> => {
    await Promise.all([...threads.splice(0).map((thread) => thread.stop()), ...retiring])
  }

  const mustBeOpen = (): void => {
    if (closed) throw new TlcError('analysis/closed', 'The analysis pool was closed.')
  }

  // One after the other: a second thread would start for the second file.
  const practise = async (files: ScannedFile[]): Promise<void> => {
    for (const file of files) {
      if (closed || jobs.length > 0) return
      await pool.analyse([file], { onBatch() {} })
    }
  }

  const pool: AnalysisPool = {
    warm() {
      mustBeOpen()
      while (threads.length < size) start()
    },

    async analyse(files, { signal, wanted, onBatch }) {
      mustBeOpen()
      signal?.throwIfAborted()
      if (files.length === 0) return
      await new Promise<void>((resolve, reject) => {
        const job: Job = {
          queue: new ChunkQueue(files, wanted),
          chunks: new Set(),
          ready: [],
          readyChunks: 0,
          delivering: false,
          onBatch,
          settle(fault) {
            if (!jobs.includes(job)) return
            jobs.splice(jobs.indexOf(job), 1)
            signal?.removeEventListener('abort', onAbort)
            if (fault) cancel(job)
            if (fault) reject(fault.reason)
            else resolve()
          },
        }
        const cancel = (dropped: Job) => {
          const last = Math.max(0, ...dropped.chunks)
          for (const chunk of dropped.chunks) owners.delete(chunk)
          for (const thread of threads) thread.cancel(last)
          feed()
        }
        const onAbort = () => job.settle({ reason: signal?.reason })
        signal?.addEventListener('abort', onAbort, { once: true })
        jobs.push(job)
        feed()
      })
    },

    async tokens(path, { from, to, signal }) {
      mustBeOpen()
      signal?.throwIfAborted()
      const thread = leastLoaded() ?? start()
      numbers += 1
      const lines = thread.tokens(numbers, path, from, to)
      return signal ? await untilAborted(lines, signal) : await lines
    },

    async bindings(path, { knownHash, signal } = {}) {
      mustBeOpen()
      signal?.throwIfAborted()
      const thread = leastAsked() ?? start()
      numbers += 1
      const read = thread.bindings(numbers, path, knownHash)
      return signal ? await untilAborted(read, signal) : await read
    },

    async rest({ ready = 0, practice = [] } = {}) {
      if (jobs.length > 0 || closed) return
      await stopThreads()
      if (ready === 0) return
      clearTimeout(waking)
      waking = setTimeout(() => {
        while (threads.length < Math.min(ready, size)) start()
        // What is wrong with these files or threads was told by who needed them.
        practise(practice).catch(() => {})
      }, WAKE_AFTER_MS)
      waking.unref()
    },

    async close() {
      closed = true
      clearTimeout(waking)
      const fault = new TlcError('analysis/closed', 'The analysis pool was closed.')
      for (const job of [...jobs]) job.settle({ reason: fault })
      await stopThreads()
    },
  }
  return pool
}

function byUrgency(a: Job, b: Job): number {
  return Number(b.queue.isWanted) - Number(a.queue.isWanted) || a.queue.left - b.queue.left
}

function failed(file: ScannedFile, message: string): AnalysedFile {
  return {
    path: file.path,
    bytes: file.bytes,
    mtimeMs: file.mtimeMs,
    hash: '',
    facts: null,
    skipped: 'failed',
    message,
  }
}

function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason)
    signal.addEventListener('abort', onAbort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}
