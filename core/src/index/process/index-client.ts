import { type ChildProcess, fork } from 'node:child_process'
import { errorText, TlcError } from '../../system/error.ts'
import { compileCache } from '../../system/paths.ts'
import type { IndexedFile, IndexProgress, KnowledgeDocument } from '../contract.ts'
import {
  type FromIndex,
  faultOf,
  type IndexCalls,
  type IndexSetup,
  type KnownState,
  refusalOf,
  type ToIndex,
} from './protocol.ts'

export interface IndexClientOptions {
  root: string
  /** Where the index is kept. */
  folder: string
  /** Everything that should be searchable now; asked whenever the process starts. */
  known(): Promise<KnownState[]>
  /** Symbols of files, texts of documents; those that are gone meanwhile are left out. */
  describe(paths: string[]): Promise<(IndexedFile | KnowledgeDocument)[]>
  onProgress(progress: IndexProgress): void
  log(line: string): void
  /** ms without a call and without work until the process ends. Default 120,000. */
  idleMs?: number
}

/** What asks the index. The process starts at the first call, ends when idle, and is started again when it died. */
export interface IndexClient {
  call<Method extends keyof IndexCalls>(
    method: Method,
    input: IndexCalls[Method]['input'],
    signal?: AbortSignal,
  ): Promise<IndexCalls[Method]['output']>
  /** Files or documents that came or changed; those that are `described` are not asked for. Without a running process nothing happens: it asks when it starts. */
  changed(states: KnownState[], described?: IndexedFile[]): void
  removed(paths: string[]): void
  /** Starts the process, so that it takes in what is new without being asked anything. */
  wake(): void
  /** Of the process; null when it does not run. */
  readonly pid: number | null
  close(): Promise<void>
}

const IDLE_MS = 120_000
/** V8's flags: what a round of many files leaves behind is given back, see `index-main`. */
const SMALL_HEAP = ['--expose-gc', '--max-semi-space-size=8', '--heap-growing-percent=40']
/** What was saved answers these, before the process knows what is new. */
const AT_ONCE: ReadonlySet<string> = new Set<keyof IndexCalls>(['search', 'similar'])
/** A process that dies this often while it is asked the same is asked no more. */
const MOST_TRIES = 2
const CLOSE_PATIENCE_MS = 5_000

interface Call {
  method: keyof IndexCalls
  input: unknown
  tries: number
  sentTo: ChildProcess | null
  resolve(value: unknown): void
  reject(fault: unknown): void
}

export function createIndexClient(options: IndexClientOptions): IndexClient {
  const calls = new Map<number, Call>()
  let child: ChildProcess | null = null
  /** What came before the process was told what there is; null once it was. */
  let held: ToIndex[] | null = []
  /** What there is could not be found out; it is tried again with the next call. */
  let tellAgain = false
  /** It has read what was saved and takes calls. */
  let isReady = false
  let closed = false
  let lastCall = 0

  function start(): ChildProcess {
    const setup: IndexSetup = { root: options.root, folder: options.folder, idleMs: options.idleMs ?? IDLE_MS }
    const main = new URL(import.meta.url.endsWith('.ts') ? './index-main.ts' : './index-main.js', import.meta.url)
    const started = fork(main, [JSON.stringify(setup)], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { NODE_COMPILE_CACHE: compileCache(process.env), ...process.env },
      execArgv: [...process.execArgv, ...SMALL_HEAP],
    })
    child = started
    held = []
    tellAgain = false
    isReady = false
    started.on('message', (message: FromIndex) => receive(started, message))
    started.on('error', (fault) => options.log(`index: ${fault.message}`))
    started.once('exit', (code, signal) => ended(started, code === 0 ? null : `code ${code ?? signal}`))
    return started
  }

  function receive(from: ChildProcess, message: FromIndex): void {
    switch (message.type) {
      case 'ready':
        isReady = true
        postCalls(from, AT_ONCE)
        void tellAll(from)
        break
      case 'describe':
        void describe(from, message.id, message.paths)
        break
      case 'progress':
        options.onProgress(message.progress)
        break
      case 'answer':
        settle(message.id)?.resolve(message.value)
        break
      case 'failed':
        settle(message.id)?.reject(faultOf(message))
        break
    }
  }

  /** What it lacks and what is waiting, in the order in which it should be taken. */
  async function tellAll(to: ChildProcess): Promise<void> {
    try {
      post(to, { type: 'known', states: await options.known(), complete: true })
    } catch (fault) {
      if (child === to) cannotTell(to, fault)
      return
    }
    if (child !== to) return
    for (const message of held ?? []) post(to, message)
    held = null
    postCalls(to)
  }

  /** What was saved answers searches; the others learn why they have no answer. */
  function cannotTell(to: ChildProcess, fault: unknown): void {
    options.log(`index: ${errorText(fault)}`)
    held = []
    tellAgain = true
    post(to, { type: 'untold', ...refusalOf(fault) })
    postCalls(to, AT_ONCE)
    for (const [id, { method }] of calls) if (!AT_ONCE.has(method)) settle(id)?.reject(fault)
  }

  function postCalls(to: ChildProcess, only?: ReadonlySet<string>): void {
    for (const [id, call] of calls) {
      if (call.sentTo === to || (only && !only.has(call.method))) continue
      call.sentTo = to
      post(to, { type: 'call', id, method: call.method, input: call.input })
    }
  }

  function tell(message: ToIndex): void {
    if (held) held.push(message)
    else if (child) post(child, message)
  }

  async function describe(to: ChildProcess, id: number, paths: string[]): Promise<void> {
    const described = await options.describe(paths).catch((fault: unknown) => {
      options.log(`index: ${errorText(fault)}`)
      return []
    })
    post(to, { type: 'described', id, described })
  }

  function ended(which: ChildProcess, fault: string | null): void {
    if (child === which) child = null
    if (fault !== null) options.log(`index: the process ended with ${fault}`)
    if (closed) return
    for (const [id, call] of calls) {
      call.tries += fault === null ? 0 : 1
      if (call.tries < MOST_TRIES) continue
      calls.delete(id)
      call.reject(new TlcError('index/died', `The index process ended with ${fault} while it was asked.`))
    }
    if (calls.size > 0) start()
  }

  function settle(id: number): Call | undefined {
    const call = calls.get(id)
    calls.delete(id)
    return call
  }

  function post(to: ChildProcess, message: ToIndex): void {
    if (to.connected) to.send(message, () => {})
  }

  return {
    call(method, input, signal) {
      if (closed) return Promise.reject(new TlcError('index/closed', 'The daemon stops.'))
      signal?.throwIfAborted()
      const id = ++lastCall
      return new Promise((resolve, reject) => {
        calls.set(id, { method, input, tries: 0, sentTo: null, resolve: resolve as (value: unknown) => void, reject })
        signal?.addEventListener('abort', () => {
          if (settle(id)) reject(signal.reason)
        })
        if (!child) start()
        else if (tellAgain) {
          tellAgain = false
          void tellAll(child)
        } else if (isReady) postCalls(child, held ? AT_ONCE : undefined)
      })
    },
    changed(states, described) {
      if (child) tell({ type: 'known', states, complete: false, ...(described && { described }) })
    },
    removed(paths) {
      if (child) tell({ type: 'removed', paths })
    },
    wake() {
      if (!closed && !child) start()
    },
    get pid() {
      return child?.pid ?? null
    },
    async close() {
      closed = true
      for (const { reject } of calls.values()) reject(new TlcError('index/closed', 'The daemon stops.'))
      calls.clear()
      const running = child
      if (!running) return
      const gone = new Promise((resolve) => running.once('exit', resolve))
      // One that went just now has nothing to write.
      running.send({ type: 'end' } satisfies ToIndex, () => {})
      const timer = setTimeout(() => running.kill('SIGKILL'), CLOSE_PATIENCE_MS)
      await gone
      clearTimeout(timer)
    },
  }
}
