import type { Embedder } from '../../models/contract.ts'
import { errorText } from '../../system/error.ts'
import type { ChunkKey, IndexedFile, KnowledgeDocument } from '../contract.ts'
import type { ProjectIndex } from '../project-index.ts'
import type { VectorStore } from '../vectors/contract.ts'

export interface MeaningOptions {
  index: ProjectIndex
  /** Rejects with why there is no model, for people. `progress` is told while it is installed. */
  openEmbedder(progress: (text: string) => void): Promise<Embedder>
  openVectors(embedder: Pick<Embedder, 'id' | 'dimensions'>): Promise<VectorStore>
  describe(paths: string[]): Promise<(IndexedFile | KnowledgeDocument)[]>
  onProgress(): void
  /** ms without a pause after which the model is loaded: the analysis has given its memory back by then. Default 0. */
  restMs?: number
}

/** Files that are described at once. */
const GROUP = 16
const NEAREST = 200
/** A search waits so long at most for a model that is being loaded. */
const PATIENCE_MS = 250
const AGAIN_MS = 5 * 60_000
const SAVE_EVERY_MS = 20_000
const TELL_EVERY_MS = 1_000
const COUNT_EVERY_MS = 250
/** Vectors of code that is gone are kept for when it comes back, up to this part of the chunks. */
const MOST_KEPT = 1.5

/** The vectors of an index: made in the background, one text after the other, and compared with queries. */
export class Meaning {
  readonly #options: MeaningOptions
  #opening: Promise<void> | null = null
  #embedder: Embedder | null = null
  #vectors: VectorStore | null = null
  #working: Promise<void> | null = null
  #again = false
  #wake: () => void = () => {}
  #paused: PromiseWithResolvers<void> | null = null
  #stopped = false
  #counted = { at: Number.NEGATIVE_INFINITY, of: '', embedded: 0 }
  #savedAt = 0
  #fault = ''
  /** Why there are no vectors, for people; '' when there are or will be. */
  without = ''

  constructor(options: MeaningOptions) {
    this.#options = options
  }

  get busy(): boolean {
    return this.#working !== null || this.#vectors?.busy === true
  }

  /** What was damaged or could not be saved, for people. */
  get message(): string {
    return [this.#vectors?.message ?? '', this.#fault].filter((text) => text !== '').join(' ')
  }

  /** Chunks that have a vector. */
  embedded(): number {
    const vectors = this.#vectors
    if (!vectors) return 0
    const of = `${vectors.size} ${this.#options.index.chunks}`
    // Counting looks at every chunk: not for each query while nothing changes, and seldom while something does.
    if (of !== this.#counted.of && performance.now() - this.#counted.at > COUNT_EVERY_MS) {
      let embedded = 0
      for (const key of this.#options.index.keys()) if (vectors.has(key)) embedded++
      this.#counted = { at: performance.now(), of, embedded }
    }
    return this.#counted.embedded
  }

  bytes(): number {
    return this.#vectors?.bytes() ?? 0
  }

  /** Chunks like the query, best first; undefined while there is no model or no vector. */
  async near(query: string): Promise<{ key: ChunkKey; score: number }[] | undefined> {
    const opening = this.#open()
    if (!this.#embedder) await within(PATIENCE_MS, opening)
    if (!this.#embedder || !this.#vectors || this.#vectors.size === 0) return undefined
    return this.#vectors.nearest(await this.#embedder.embedQuery(query), NEAREST)
  }

  /** Chunks like this one; undefined when it has no vector. */
  async like(key: ChunkKey): Promise<{ key: ChunkKey; score: number }[] | undefined> {
    await within(PATIENCE_MS, this.#open())
    const vector = this.#vectors?.get(key)
    return vector ? this.#vectors!.nearest(vector, NEAREST) : undefined
  }

  /** Words come first: what is being embedded waits for the next `work`. */
  pause(): void {
    this.#paused ??= Promise.withResolvers<void>()
  }

  /** Begins to embed what has no vector, or goes on with it. */
  work(): void {
    if (this.#stopped) return
    this.#resume()
    if (this.#working) {
      // What came meanwhile is not on the list that is being worked off.
      this.#again = true
      return
    }
    this.#again = false
    this.#working = this.#embedAll()
      .catch((fault) => {
        this.#fault = `Embedding stopped: ${errorText(fault)}`
      })
      .finally(() => {
        this.#working = null
        if (this.#again) this.work()
        this.#counted.at = Number.NEGATIVE_INFINITY
        this.#options.onProgress()
      })
  }

  async settled(): Promise<void> {
    while (this.#working) await this.#working
  }

  async stop(): Promise<void> {
    this.#stopped = true
    this.#wake()
    this.#resume()
    await this.#working
    // What could not be saved is made again; nobody is there any more to be told.
    await this.#vectors?.close().catch(() => {})
    await this.#embedder?.close()
  }

  #open(): Promise<void> {
    this.#opening ??= this.#openBoth().catch((fault) => {
      this.without = `Not by meaning: ${errorText(fault)}`
      // Offline today may be online later; who searches asks again.
      setTimeout(() => {
        this.#opening = null
      }, AGAIN_MS).unref()
    })
    return this.#opening
  }

  async #openBoth(): Promise<void> {
    const embedder = await this.#options.openEmbedder((text) => {
      this.without = `Not by meaning yet: ${text}`
      this.#options.onProgress()
    })
    this.#vectors = await this.#options.openVectors(embedder)
    this.#embedder = embedder
    this.without = ''
  }

  async #embedAll(): Promise<void> {
    if (!this.#embedder && this.#options.restMs) await this.#rest(this.#options.restMs)
    if (this.#stopped) return
    await this.#open()
    const vectors = this.#vectors
    const embedder = this.#embedder
    if (!vectors || !embedder) return
    this.#savedAt = performance.now()
    let toldAt = performance.now()
    const missing = this.#options.index.pathsByWeight((key) => !vectors.has(key))
    for (let from = 0; from < missing.length && !this.#stopped; from += GROUP) {
      const described = await this.#options.describe(missing.slice(from, from + GROUP))
      for (const one of described) {
        const texts = this.#options.index.textsOf(one).filter(({ key }) => !vectors.has(key))
        for (let at = 0; at < texts.length && !this.#stopped; at += embedder.batch) {
          await this.#paused?.promise
          const group = texts.slice(at, at + embedder.batch)
          const made = await embedder.embed(group.map(({ text }) => text))
          vectors.add(group.map(({ key }, i) => ({ key, vector: made[i]! })))
          // A text keeps this thread for some ms: who asked meanwhile comes before the next.
          await new Promise((resolve) => setImmediate(resolve))
        }
        if (performance.now() - toldAt > TELL_EVERY_MS) {
          toldAt = performance.now()
          this.#options.onProgress()
        }
      }
      if (performance.now() - this.#savedAt > SAVE_EVERY_MS) await this.#save()
    }
    this.#forgetGone(vectors)
    await this.#save()
  }

  #resume(): void {
    this.#paused?.resolve()
    this.#paused = null
  }

  async #rest(ms: number): Promise<void> {
    do {
      await this.#paused?.promise
      await new Promise<void>((resolve) => {
        this.#wake = resolve
        setTimeout(resolve, ms)
      })
    } while (this.#paused && !this.#stopped)
  }

  #forgetGone(vectors: VectorStore): void {
    const alive = new Set(this.#options.index.keys())
    if (vectors.size > MOST_KEPT * alive.size) vectors.retain((key) => alive.has(key))
  }

  async #save(): Promise<void> {
    this.#savedAt = performance.now()
    try {
      await this.#vectors?.save()
      this.#fault = ''
    } catch (fault) {
      this.#fault = `The vectors could not be saved: ${errorText(fault)}`
    }
  }
}

async function within(ms: number, promise: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([promise, patience])
  clearTimeout(timer)
}
