import { join } from 'node:path'
import { pathClass } from '../index/chunks/kind-of-path.ts'
import type { IndexedFile, IndexProgress, SearchAnswer, SearchQuery } from '../index/contract.ts'
import { createIndexClient, type IndexClient } from '../index/process/index-client.ts'
import type { HitFeedback, KnownState, SimilarQuery } from '../index/process/protocol.ts'
import { queryTerms } from '../index/search/query-terms.ts'
import { termsOfIdentifier } from '../index/text/terms.ts'
import type { Store } from '../store/contract.ts'
import filesWithLanguage from '../store/queries/files-with-language.ts'
import indexableFiles from '../store/queries/indexable-files.ts'
import symbolsOfFiles from '../store/queries/symbols-of-files.ts'
import { errorText } from '../system/error.ts'
import type { AnalysedFile } from '../workspace/contract.ts'
import type { SourceContext } from './define-knowledge-source.ts'
import { knowledgeSources } from './knowledge-sources.generated.ts'

export interface KnowledgeOptions extends SourceContext {
  stateDir: string
  /** Files that the analysis has still to read. */
  waiting(): number
  /** Whether the analysis is at work, or has not begun. */
  busy(): boolean
  /** What people said of hits, each within 0.8 and 1.25. */
  feedback(): Promise<HitFeedback[]>
  onProgress(progress: IndexProgress): void
}

/** The engine's side of the index: tells it what there is, and asks it. */
export interface Knowledge {
  /** Of a project that was never analysed, waits a moment for the first files. What is not read yet counts as pending. */
  search(query: SearchQuery, signal: AbortSignal): Promise<SearchAnswer>
  /** What is like the chunk at a line of a file. Rejects with `TlcError` `index/no-chunk`. */
  similar(place: SimilarQuery, signal: AbortSignal): Promise<SearchAnswer>
  /** Without `now` a resting index is opened a little later, so that who opens a screen does not wait for it. */
  progress(signal: AbortSignal, options: { now: boolean }): Promise<IndexProgress>
  /** Resolves when all that is known is searchable, by meaning too. */
  settled(signal: AbortSignal): Promise<IndexProgress>
  /** How well a path fits what is being asked; null while nobody waits for an answer. */
  wanted(): ((path: string) => number) | null
  /** Files that were just analysed: a few are searchable at once, many when they are stored. */
  published(files: AnalysedFile[]): void
  /** Files whose facts are stored. */
  saved(files: AnalysedFile[]): void
  removed(paths: string[]): void
  /** Looks at what is no file of the project: pages, commits, messages, packages, fixes. */
  refreshSources(): Promise<void>
  /** The same, when the index is open. */
  refreshOpenSources(): void
  close(): Promise<void>
}

/** How long the first search of a project waits for the first files to be searchable. */
const FIRST_FILES_MS = 1_000
/** What is said in a session is searchable that long after, at the latest. */
const REFRESH_MS = 5_000
/** A screen that opens needs the processor for itself. */
const WAKE_MS = 2_500
const OPENING: IndexProgress = {
  files: 0,
  documents: 0,
  pendingFiles: 0,
  pendingDocuments: 0,
  chunks: 0,
  embedded: 0,
  withoutVectors: '',
  message: '',
  bytes: 0,
  opening: true,
}
/** Files that are handed over with their symbols, without a way through the store. */
const MOST_AT_ONCE = 32
/** So many are enough for an answer, when those come first whose path fits the query. */
const FIRST_FILES = 128

export function createKnowledge(options: KnowledgeOptions): Knowledge {
  const { store } = options
  const waiters = new Set<() => void>()
  /** Searchable, by what the index told last. */
  let searchable = 0
  /** What somebody asked while the analysis was at work. */
  let asked: string | null = null
  /** Id → version of what the sources had last. */
  let listed = new Map<string, string>()
  let refreshedAt = Number.NEGATIVE_INFINITY
  let waking: NodeJS.Timeout | null = null
  const client: IndexClient = createIndexClient({
    root: options.root,
    folder: join(options.stateDir, 'index'),
    log: options.log,
    onProgress(progress) {
      searchable = progress.files
      for (const resolve of waiters) resolve()
      waiters.clear()
      options.onProgress(withWaiting(progress))
    },
    async known() {
      const files = await (await store()).query(indexableFiles, {})
      const states: KnownState[] = files.map(({ path, hash, importers, mtimeMs }) => ({
        path,
        version: hash,
        weight: { importers, changedAt: mtimeMs },
      }))
      return [...states, ...(await listSources())]
    },
    async describe(paths) {
      const own = knowledgeSources.map((source) => ({
        source,
        ids: paths.filter((path) => path.startsWith(`${source.prefix}:`)),
      }))
      const ofSources = new Set(own.flatMap(({ ids }) => ids))
      const documents = await Promise.all(
        own.filter(({ ids }) => ids.length > 0).map(({ source, ids }) => source.read(options, ids)),
      )
      const files = paths.filter((path) => !ofSources.has(path))
      return [...documents.flat(), ...(await describeFiles(store, files))]
    },
  })

  async function listSources(): Promise<KnownState[]> {
    const lists = await Promise.all(
      knowledgeSources.map((source) =>
        source.list(options).catch((fault: unknown) => {
          options.log(`${source.id}: ${errorText(fault)}`)
          return []
        }),
      ),
    )
    const states = lists.flat().map(({ id, version }): KnownState => ({ path: id, version, isDocument: true }))
    listed = new Map(states.map(({ path, version }) => [path, version]))
    return states
  }

  async function refreshSources(): Promise<void> {
    refreshedAt = performance.now()
    const before = listed
    const states = await listSources()
    const changed = states.filter(({ path, version }) => before.get(path) !== version)
    const gone = [...before.keys()].filter((path) => !listed.has(path))
    if (changed.length > 0) client.changed(changed)
    if (gone.length > 0) client.removed(gone)
  }

  function withWaiting(progress: IndexProgress): IndexProgress {
    return { ...progress, pendingFiles: progress.pendingFiles + options.waiting() }
  }

  /** Resolves when the index has got further than in this answer, at the latest after `ms`. */
  function furtherThan({ progress }: SearchAnswer, ms: number): Promise<void> {
    // The answer and news of more files can come in one message.
    if (searchable > progress.files) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      waiters.add(() => {
        clearTimeout(timer)
        resolve()
      })
    })
  }

  /** There is nothing to say until the first files were read, by the analysis and by the index. */
  async function afterFirstFiles(ask: () => Promise<SearchAnswer>): Promise<SearchAnswer> {
    const until = performance.now() + FIRST_FILES_MS
    const isEarly = ({ progress }: SearchAnswer) =>
      progress.files < FIRST_FILES && (options.busy() || progress.pendingFiles > 0)
    let answer = await ask()
    while (isEarly(answer) && performance.now() < until) {
      await furtherThan(answer, until - performance.now())
      answer = await ask()
    }
    return { ...answer, progress: withWaiting(answer.progress) }
  }

  async function search(query: SearchQuery, signal: AbortSignal): Promise<SearchAnswer> {
    // It starts while the votes are read.
    client.wake()
    const input = { ...query, feedback: await options.feedback() }
    return afterFirstFiles(() => client.call('search', input, signal))
  }

  /** An index that rests looks by itself when it opens. */
  function refreshOpenSources(): void {
    if (client.pid !== null) void refreshSources()
  }

  return {
    refreshSources,
    refreshOpenSources,
    async search(query, signal) {
      if (performance.now() - refreshedAt > REFRESH_MS) refreshOpenSources()
      if (!options.busy()) return search(query, signal)
      asked = query.query
      try {
        return await search(query, signal)
      } finally {
        asked = null
      }
    },
    similar: (place, signal) => afterFirstFiles(() => client.call('similar', place, signal)),
    async progress(signal, { now }) {
      if (client.pid === null && !now) {
        waking ??= setTimeout(() => {
          waking = null
          client.wake()
        }, WAKE_MS)
        return OPENING
      }
      return withWaiting(await client.call('progress', null, signal))
    },
    async settled(signal) {
      await refreshSources()
      return withWaiting(await client.call('settled', { vectors: true }, signal))
    },
    wanted: () => (asked === null ? null : pathsLike(asked)),
    published(files) {
      if (files.length > MOST_AT_ONCE) return
      const readable = files.filter(({ skipped }) => skipped === null)
      client.changed(readable.map(stateOf), readable.map(describedFile))
    },
    saved(files) {
      client.changed(files.filter(({ skipped }) => skipped === null).map(stateOf))
      const unreadable = files.filter(({ skipped }) => skipped !== null)
      if (unreadable.length > 0) client.removed(unreadable.map(({ path }) => path))
    },
    removed: (paths) => client.removed(paths),
    close() {
      if (waking) clearTimeout(waking)
      return client.close()
    },
  }
}

async function describeFiles(store: () => Promise<Store>, paths: string[]): Promise<IndexedFile[]> {
  const opened = await store()
  const [files, symbols] = await Promise.all([
    opened.query(filesWithLanguage, { paths }),
    opened.query(symbolsOfFiles, { paths }),
  ])
  const byPath = Map.groupBy(symbols, ({ path }) => path)
  return files.map(({ path, hash, language, cells }) => ({
    path,
    hash,
    language,
    symbols: byPath.get(path) ?? [],
    ...(cells !== '' && { cells: JSON.parse(cells) as IndexedFile['cells'] }),
  }))
}

function stateOf({ path, hash }: AnalysedFile): KnownState {
  return { path, version: hash }
}

function describedFile({ path, hash, facts }: AnalysedFile): IndexedFile {
  return {
    path,
    hash,
    language: facts?.language ?? '',
    symbols: facts?.symbols ?? [],
    ...(facts?.cells && { cells: facts.cells }),
  }
}

/** How many words of the query a path has; files of tests count half. */
function pathsLike(query: string): (path: string) => number {
  const terms = new Set(queryTerms(query).map(({ term }) => term))
  /** Of a part of a path: folders and words come again and again. */
  const known = new Map<string, string[]>()
  const sharedBy = (part: string) => {
    let shared = known.get(part)
    if (!shared) {
      const words = part.split(/[^\p{L}\p{N}]+/u).flatMap((word) => termsOfIdentifier(word))
      shared = words.filter((word) => terms.has(word))
      known.set(part, shared)
    }
    return shared
  }
  return (path) => {
    const shared = new Set(path.split('/').flatMap(sharedBy)).size
    return pathClass(path).test ? shared / 2 : shared
  }
}
