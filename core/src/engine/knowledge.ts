import { join } from 'node:path'
import { pathClass } from '../index/chunks/kind-of-path.ts'
import type { IndexedFile, IndexProgress } from '../index/contract.ts'
import { createIndexClient, type IndexClient } from '../index/process/index-client.ts'
import type { IndexCalls } from '../index/process/protocol.ts'
import { queryTerms } from '../index/search/query-terms.ts'
import { termsOfIdentifier } from '../index/text/terms.ts'
import type { Store } from '../store/contract.ts'
import filesWithLanguage from '../store/queries/files-with-language.ts'
import indexableFiles from '../store/queries/indexable-files.ts'
import symbolsOfFiles from '../store/queries/symbols-of-files.ts'
import type { AnalysedFile } from '../workspace/contract.ts'

export interface KnowledgeOptions {
  root: string
  stateDir: string
  store(): Promise<Store>
  /** Files that the analysis has still to read. */
  waiting(): number
  /** Whether the analysis is at work, or has not begun. */
  busy(): boolean
  onProgress(progress: IndexProgress): void
  log(line: string): void
}

/** The engine's side of the index: tells it what there is, and asks it. */
export interface Knowledge {
  /** As `IndexClient.call`; what the analysis has not read yet counts as pending. */
  ask<Method extends keyof IndexCalls>(
    method: Method,
    input: IndexCalls[Method]['input'],
    signal: AbortSignal,
  ): Promise<IndexCalls[Method]['output']>
  /** How well a path fits what is being asked; null while nobody waits for an answer. */
  wanted(): ((path: string) => number) | null
  /** Files whose facts are stored. */
  saved(files: AnalysedFile[]): void
  removed(paths: string[]): void
  close(): Promise<void>
}

/** How long the first search of a project waits for the first files to be searchable. */
const FIRST_FILES_MS = 1_200
/** So many are enough for an answer, when those come first whose path fits the query. */
const FIRST_FILES = 200

export function createKnowledge(options: KnowledgeOptions): Knowledge {
  const { store } = options
  const waiters = new Set<() => void>()
  /** What somebody asked while the analysis was at work. */
  let asked: string | null = null
  const client: IndexClient = createIndexClient({
    root: options.root,
    folder: join(options.stateDir, 'index'),
    log: options.log,
    onProgress(progress) {
      for (const resolve of waiters) resolve()
      waiters.clear()
      options.onProgress(withWaiting(progress))
    },
    async known() {
      const files = await (await store()).query(indexableFiles, {})
      return files.map(({ path, hash, importers, mtimeMs }) => ({
        path,
        version: hash,
        weight: { importers, changedAt: mtimeMs },
      }))
    },
    describe: (paths) => describeFiles(store, paths),
  })

  function withWaiting(progress: IndexProgress): IndexProgress {
    return { ...progress, pendingFiles: progress.pendingFiles + options.waiting() }
  }

  /** Resolves when the index has got further, at the latest after `ms`. */
  function furtherWithin(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      waiters.add(() => {
        clearTimeout(timer)
        resolve()
      })
    })
  }

  async function ask<Method extends keyof IndexCalls>(
    method: Method,
    input: IndexCalls[Method]['input'],
    signal: AbortSignal,
  ): Promise<IndexCalls[Method]['output']> {
    const until = performance.now() + FIRST_FILES_MS
    let answer = await client.call(method, input, signal)
    // Of a project that was never looked at there is nothing to say until its first files were read.
    while ('hits' in answer && answer.progress.files < FIRST_FILES && options.busy() && performance.now() < until) {
      await furtherWithin(until - performance.now())
      answer = await client.call(method, input, signal)
    }
    return 'progress' in answer
      ? { ...answer, progress: withWaiting(answer.progress) }
      : { ...answer, ...withWaiting(answer as IndexProgress) }
  }

  return {
    async ask(method, input, signal) {
      const query = (input as { query?: string } | null)?.query
      if (query === undefined || !options.busy()) return ask(method, input, signal)
      asked = query
      try {
        return await ask(method, input, signal)
      } finally {
        asked = null
      }
    },
    wanted: () => (asked === null ? null : pathsLike(asked)),
    saved(files) {
      client.changed(files.filter(({ skipped }) => skipped === null).map(({ path, hash }) => ({ path, version: hash })))
      const unreadable = files.filter(({ skipped }) => skipped !== null)
      if (unreadable.length > 0) client.removed(unreadable.map(({ path }) => path))
    },
    removed: (paths) => client.removed(paths),
    close: () => client.close(),
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

/** How many words of the query a path has; files of tests count half. */
function pathsLike(query: string): (path: string) => number {
  const terms = queryTerms(query).map(({ term }) => term)
  return (path) => {
    const words = new Set(path.split(/[^\p{L}\p{N}]+/u).flatMap((word) => termsOfIdentifier(word)))
    const shared = terms.filter((term) => words.has(term)).length
    return pathClass(path).test ? shared / 2 : shared
  }
}
