import { errorText, TlcError } from '../../system/error.ts'
import type { IndexedFile, IndexProgress, KnowledgeDocument, SearchAnswer } from '../contract.ts'
import type { ProjectIndex } from '../project-index.ts'
import type { Meaning } from './meaning.ts'
import {
  faultOf,
  type HitFeedback,
  type IndexCalls,
  type KnownState,
  type Refusal,
  type SimilarQuery,
} from './protocol.ts'

export interface IndexServiceOptions {
  index: ProjectIndex
  meaning: Meaning
  /** Symbols of files, texts of documents; those that are gone meanwhile are left out. */
  describe(paths: string[]): Promise<(IndexedFile | KnowledgeDocument)[]>
  onProgress(progress: IndexProgress): void
}

const NOT_TOLD = 'What changed since the last time is still being looked for.'

/** Files that are described and indexed between two looks at what else is asked: some 50 ms. */
const GROUP = 32
const SAVE_EVERY_MS = 15_000
/** A save of a single file is not written at once: its own save would take longer than it. */
const SAVE_AFTER_MS = 2_000

/** Keeps an index at what the engine knows, a few files at a time, and answers searches in between. */
export class IndexService {
  readonly #options: IndexServiceOptions
  /** Path or id → version that is to be indexed. */
  readonly #pending = { files: new Map<string, string>(), documents: new Map<string, string>() }
  #working: Promise<void> | null = null
  #saveTimer: NodeJS.Timeout | undefined
  #savedAt = performance.now()
  #dirty = false
  #stopped = false
  /** Resolved once it was told what there is, or that this is not known. */
  readonly #told = Promise.withResolvers<void>()
  #isTold = false
  /** Why it was not told. */
  #untold: Refusal | null = null
  #fault = ''

  constructor(options: IndexServiceOptions) {
    this.#options = options
  }

  get busy(): boolean {
    return this.#working !== null || this.#options.meaning.busy
  }

  known(states: KnownState[], { complete, described = [] }: { complete: boolean; described?: IndexedFile[] }): void {
    const { index } = this.#options
    this.#isTold = true
    this.#untold = null
    this.#told.resolve()
    if (complete) {
      const paths = new Set(states.map(({ path }) => path))
      this.#forget((path) => !paths.has(path))
      index.retain(paths)
    }
    if (described.length > 0) {
      index.index(described)
      this.#changed()
    }
    for (const { path, version, weight, isDocument } of states) {
      if (weight) index.weigh(path, weight)
      const pending = isDocument ? this.#pending.documents : this.#pending.files
      if (index.has(path, version)) pending.delete(path)
      else pending.set(path, version)
    }
    this.#work()
    if (!this.#isPending) this.#options.meaning.work()
  }

  untold(reason: Refusal): void {
    this.#untold = reason
    this.#told.resolve()
  }

  removed(paths: string[]): void {
    const gone = new Set(paths)
    this.#forget((path) => gone.has(path))
    this.#options.index.remove(paths)
    this.#changed()
    this.#options.onProgress(this.progress())
  }

  async search({ feedback = [], ...query }: IndexCalls['search']['input']): Promise<SearchAnswer> {
    const from = performance.now()
    await this.#hasFiles()
    const near = await this.#options.meaning.near(query.query)
    const found = this.#options.index.search(query, {
      ...(near && { near }),
      ...(feedback.length > 0 && { feedback: factorsOf(feedback) }),
    })
    return { ...found, tookMs: Math.round((performance.now() - from) * 100) / 100, progress: this.progress() }
  }

  /** What is like the chunk at a line: by meaning where it has a vector, else by its words. */
  async similar({ path, line, limit = 10 }: SimilarQuery): Promise<SearchAnswer> {
    const from = performance.now()
    const { index, meaning } = this.#options
    await this.#hasFiles()
    const [described] = await this.#options.describe([path])
    const chunk = described && index.chunkAt(described, line)
    if (!chunk) {
      throw new TlcError('index/no-chunk', `Expected a line of a file that is searchable, got ${path}:${line}.`, {
        hint: described
          ? 'The file ends before that line, or it changed just now.'
          : 'See `tlc index` for how far the index is.',
      })
    }
    const near = await meaning.like(chunk.key)
    const { startLine, endLine } = chunk
    const found = index.search(
      { query: chunk.text, limit },
      { ...(near && { near }), without: { path, startLine, endLine } },
    )
    const tookMs = Math.round((performance.now() - from) * 100) / 100
    return { ...found, expansion: [], tookMs, progress: this.progress() }
  }

  progress(): IndexProgress {
    const { index, meaning } = this.#options
    return {
      ...index.counts(),
      pendingFiles: this.#pending.files.size,
      pendingDocuments: this.#pending.documents.size,
      chunks: index.chunks,
      embedded: meaning.embedded(),
      withoutVectors: meaning.without,
      message: [index.message, meaning.message, this.#fault, this.#isTold ? '' : NOT_TOLD, this.#untold?.message ?? '']
        .filter((text) => text !== '')
        .join(' '),
      bytes: index.bytes() + meaning.bytes(),
    }
  }

  /** Resolves when nothing is left to do. */
  async settled({ vectors }: { vectors: boolean }): Promise<IndexProgress> {
    while (this.#working) await this.#working
    if (vectors) await this.#options.meaning.settled()
    return this.progress()
  }

  /** Ends the work and writes what is not written. */
  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#saveTimer)
    await this.#working
    // Before a large graph of vectors, whose writing may outlast the patience of the parent.
    await this.#save()
    await this.#options.meaning.stop()
  }

  /** Where nothing was saved, only what it is told can answer. */
  async #hasFiles(): Promise<void> {
    if (!this.#options.index.isEmpty) return
    await this.#told.promise
    if (this.#untold) throw faultOf(this.#untold)
  }

  #forget(gone: (path: string) => boolean): void {
    for (const pending of Object.values(this.#pending))
      for (const path of pending.keys()) if (gone(path)) pending.delete(path)
  }

  get #isPending(): boolean {
    return this.#pending.files.size + this.#pending.documents.size > 0
  }

  #work(): void {
    if (this.#working || !this.#isPending) return
    this.#options.meaning.pause()
    this.#working = this.#drain().finally(() => {
      this.#working = null
      // What came while the last of it was written.
      if (this.#stopped) return
      this.#work()
      if (!this.#working) this.#options.meaning.work()
    })
  }

  async #drain(): Promise<void> {
    while (this.#isPending && !this.#stopped) {
      const { files, documents } = this.#pending
      await this.#indexGroup(files.size > 0 ? files : documents)
      this.#options.onProgress(this.progress())
      await pause()
      if (performance.now() - this.#savedAt > SAVE_EVERY_MS) await this.#save()
    }
    await this.#tidy()
    globalThis.gc?.()
    this.#changed()
    this.#options.onProgress(this.progress())
  }

  async #indexGroup(pending: Map<string, string>): Promise<void> {
    const group = [...pending].slice(0, GROUP)
    const described = await this.#options.describe(group.map(([path]) => path)).catch((fault) => {
      this.#fault = `Files could not be described: ${errorText(fault)}`
      return []
    })
    this.#options.index.index(described)
    // What could not be described or read has changed, and is announced again.
    for (const [path, version] of group) if (pending.get(path) === version) pending.delete(path)
    this.#dirty = true
  }

  async #tidy(): Promise<void> {
    for (;;) {
      const steps = this.#options.index.tidy()
      let step = steps.next()
      while (!step.done) {
        await pause()
        if (this.#stopped) return
        step = steps.next()
      }
      if (!step.value) return
      this.#dirty = true
    }
  }

  #changed(): void {
    this.#dirty = true
    if (this.#stopped) return
    this.#saveTimer ??= setTimeout(() => {
      this.#saveTimer = undefined
      void this.#save()
    }, SAVE_AFTER_MS)
  }

  async #save(): Promise<void> {
    if (!this.#dirty) return
    this.#dirty = false
    this.#savedAt = performance.now()
    try {
      await this.#options.index.save()
      this.#fault = ''
    } catch (fault) {
      this.#dirty = true
      const hint = fault instanceof TlcError ? fault.hint : ''
      this.#fault = `The index could not be saved: ${errorText(fault)} ${hint}`.trim()
    }
  }
}

function factorsOf(feedback: HitFeedback[]): (path: string, name: string) => number {
  const factors = new Map(feedback.map(({ path, name, factor }) => [`${path}\n${name}`, factor]))
  return (path, name) => factors.get(`${path}\n${name}`) ?? 1
}

function pause(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
