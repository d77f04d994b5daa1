import { isAbsolute } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { KnowledgeDocument } from '../index/contract.ts'
import { errorText, TlcError } from '../system/error.ts'
import { nodeSystem } from '../system/node-system.ts'
import type { System } from '../system/system.ts'
import type { LearnOutcome, LearnProgress, LearnWish, Page, PageActions, PageFacts } from './contract.ts'
import { type FetchOptions, fetchPage, pageUrl } from './fetch-page.ts'
import { type FolderLimits, filesToLearn, textOfFile } from './folder-texts.ts'
import { type LearntText, textOfLocal, textOfPage } from './learnt-text.ts'
import { sha256 } from './page-file.ts'
import { openPageStore } from './page-store.ts'

export interface PagesOptions {
  /** Where the pages are kept; made when the first one is. */
  folder: string
  system?: System
  onProgress?(progress: LearnProgress | null): void
  onTrouble(message: string): void
  /** Limits of fetching, where they are not the usual ones. */
  fetch?: Omit<FetchOptions, 'signal' | 'allowPrivate'>
  limits?: Partial<FolderLimits>
}

export interface Pages extends PageActions {
  list(): PageFacts[]
  /** What is kept, as the index takes it: of `only` these ids, and without those whose version is `known`, by id. */
  documents(wish?: { only?: readonly string[]; known?: ReadonlyMap<string, string> }): Promise<KnowledgeDocument[]>
  /** Told after something came, changed or went, and is durable. Returns the end of it. */
  onChange(listener: (change: PageChange) => void): () => void
  /** Ends what is being learnt. */
  close(): Promise<void>
}

export interface PageChange {
  /** Ids. */
  changed: string[]
  removed: string[]
}

interface Job {
  abort: AbortController
  outcome: Promise<LearnOutcome>
}

/** Jobs that refresh begin so; no source does. */
const REFRESH = 'refresh '
const LIMITS: FolderLimits = { maxFiles: 2_000, maxBytes: 8 * 1024 * 1024, maxTotalBytes: 64 * 1024 * 1024 }

/** The pages and folders that people had learnt. */
export async function openPages(options: PagesOptions): Promise<Pages> {
  const { system = nodeSystem, onProgress = () => {} } = options
  const limits = { ...LIMITS, ...options.limits }
  const store = await openPageStore({ ...options, system })
  const jobs = new Map<string, Job>()
  const listeners = new Set<(change: PageChange) => void>()

  function inform(change: PageChange): void {
    if (change.changed.length + change.removed.length === 0) return
    for (const listener of listeners) listener(change)
  }

  /** One job for a source; who wishes for it meanwhile gets its outcome. */
  function once(source: string, work: (signal: AbortSignal) => Promise<LearnOutcome>): Promise<LearnOutcome> {
    const running = jobs.get(source)
    if (running) return running.outcome
    const abort = new AbortController()
    const outcome = work(abort.signal).finally(() => {
      jobs.delete(source)
      if (jobs.size === 0) onProgress(null)
    })
    jobs.set(source, { abort, outcome })
    return outcome
  }

  async function learnPage(url: URL, allowPrivate: boolean, signal: AbortSignal): Promise<LearnOutcome> {
    onProgress({ done: 0, total: 1 })
    const fetched = await fetchPage(url.href, { ...options.fetch, allowPrivate, signal })
    const outcome = nothing()
    await keep(await textOfPage(fetched, { system, signal }), outcome, signal)
    inform({ changed: outcome.stored.map(({ id }) => id), removed: [] })
    return outcome
  }

  async function learnFolder(path: string, signal: AbortSignal): Promise<LearnOutcome> {
    const outcome = nothing()
    const found = await filesToLearn(path, system, limits.maxFiles)
    const present = new Set<string>()
    const changed: string[] = []
    let total = 0
    try {
      for (const [done, { path: file, kind }] of found.entries()) {
        onProgress({ done, total: found.length })
        signal.throwIfAborted()
        const read = textOfFile(file, limits.maxBytes)
        present.add(idOf(pathToFileURL(file).href))
        if ('why' in read) {
          outcome.skipped.push({ source: file, why: read.why })
          continue
        }
        if (read.text === null || read.text.trim() === '') {
          present.delete(idOf(pathToFileURL(file).href))
          continue
        }
        total += read.bytes
        if (total > limits.maxTotalBytes) throw tooMuch(path, limits.maxTotalBytes)
        try {
          const learnt = await textOfLocal({ path: file, source: path, kind, text: read.text }, { system, signal })
          const before = outcome.stored.length
          await keep(learnt, outcome, signal)
          if (outcome.stored.length > before) changed.push(outcome.stored.at(-1)!.id)
        } catch (thrown) {
          if (!(thrown instanceof TlcError && /^page\/(no-text|too-complex)$/.test(thrown.code))) throw thrown
          outcome.skipped.push({ source: file, why: thrown.message })
        }
        // Files are read at once; others want their turn.
        await new Promise((resolve) => setImmediate(resolve))
      }
    } finally {
      inform({ changed, removed: [] })
    }
    const gone = store.all().filter(({ id, source }) => source === path && !present.has(id))
    await store.remove(gone.map(({ id }) => id))
    outcome.removed = gone.length
    inform({ changed: [], removed: gone.map(({ id }) => id) })
    return outcome
  }

  async function keep(learnt: LearntText, outcome: LearnOutcome, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    const id = idOf(learnt.url)
    const hash = sha256(learnt.text)
    const before = store.get(id)
    // A page has been asked again, which its date shows; a file that is as it was says nothing new.
    if (learnt.url.startsWith('file:') && before?.hash === hash && before.source === learnt.source) {
      outcome.unchanged++
      return
    }
    const page: Page = { id, ...learnt, hash, bytes: Buffer.byteLength(learnt.text), fetchedAt: system.clock.now() }
    await store.put(page)
    if (before?.hash === hash) outcome.unchanged++
    else outcome.stored.push(store.get(id)!)
  }

  async function learn({ source, allowPrivate = false }: LearnWish): Promise<LearnOutcome> {
    if (!isAbsolute(source)) {
      const url = pageUrl(source)
      return once(url.href, (signal) => learnPage(url, allowPrivate, signal))
    }
    const path = await system.files.realPath(source).catch((cause: unknown) => {
      const isMissing = cause instanceof TlcError && cause.code === 'file/missing'
      const why = isMissing ? 'nothing is there' : errorText(cause)
      throw new TlcError('page/missing', `Expected a folder or a file at ${source}, ${why}.`, { cause })
    })
    return once(path, (signal) => learnFolder(path, signal))
  }

  async function refreshed(
    only: string[] | undefined,
    allowPrivate: boolean,
    signal: AbortSignal,
  ): Promise<LearnOutcome> {
    const pages = only === undefined ? store.all() : only.flatMap(named)
    const whole = nothing()
    for (const source of new Set(pages.map((page) => page.source))) {
      signal.throwIfAborted()
      const stop = () => stopJobs((key) => key === source)
      signal.addEventListener('abort', stop, { once: true })
      try {
        add(whole, await learn({ source, allowPrivate }))
      } catch (thrown) {
        const isOfSource =
          thrown instanceof TlcError && thrown.code.startsWith('page/') && thrown.code !== 'page/stopped'
        if (!isOfSource) throw thrown
        whole.skipped.push({
          source,
          why: [thrown.message.replace('Nothing was stored.', 'What was kept of it still is.'), thrown.hint]
            .join(' ')
            .trim(),
        })
      } finally {
        signal.removeEventListener('abort', stop)
      }
    }
    return whole
  }

  function stopJobs(isMeant: (key: string) => boolean): { stopped: number } {
    const meant = [...jobs].filter(([key]) => isMeant(key))
    for (const [, { abort }] of meant) abort.abort(stopped())
    return { stopped: meant.length }
  }

  function named(name: string): PageFacts[] {
    const names = [name, name.replace(/\/+$/, ''), urlOf(name) ?? name]
    const pages = store.all().filter(({ id, url, source }) => [id, url, source].some((each) => names.includes(each)))
    if (pages.length > 0) return pages
    throw new TlcError('page/unknown', `Expected what was learnt, got ${JSON.stringify(name)}, which was not.`, {
      hint: '`tlc learn --list` shows what was.',
    })
  }

  return {
    learn,
    refresh: ({ only, allowPrivate = false }) =>
      once(REFRESH + JSON.stringify(only ?? null), (signal) => refreshed(only, allowPrivate, signal)),
    async forget(name) {
      const ids = named(name).map(({ id }) => id)
      await store.remove(ids)
      inform({ changed: [], removed: ids })
      return { removed: ids.length }
    },
    stop({ source, refresh }) {
      if (source === undefined && !refresh) return stopJobs(() => true)
      return stopJobs((key) => (refresh && key.startsWith(REFRESH)) || key === source || key === urlOf(source))
    },
    list: () => store.all(),
    async documents({ only, known = new Map() } = {}) {
      const documents: KnowledgeDocument[] = []
      const facts = only === undefined ? store.all() : only.flatMap((id) => store.get(id) ?? [])
      for (const { id, hash } of facts) {
        const page = known.get(id) === hash ? null : await store.read(id)
        if (page) documents.push(documentOf(page))
      }
      return documents
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async close() {
      const running = [...jobs.values()]
      stopJobs(() => true)
      await Promise.allSettled(running.map(({ outcome }) => outcome))
    },
  }
}

function documentOf({ id, title, text, fetchedAt, hash }: Page): KnowledgeDocument {
  return { id, kind: 'page', title, text, at: fetchedAt, version: hash }
}

function idOf(url: string): string {
  return `page:${url}`
}

function nothing(): LearnOutcome {
  return { stored: [], unchanged: 0, removed: 0, skipped: [] }
}

function add(whole: LearnOutcome, part: LearnOutcome): void {
  whole.stored.push(...part.stored)
  whole.skipped.push(...part.skipped)
  whole.unchanged += part.unchanged
  whole.removed += part.removed
}

function urlOf(source = ''): string | null {
  return URL.parse(source)?.href ?? null
}

function stopped(): TlcError {
  return new TlcError('page/stopped', 'Learning was stopped. What was read whole before is kept.')
}

function tooMuch(path: string, bytes: number): TlcError {
  return new TlcError(
    'page/too-large',
    `Expected at most ${bytes / 1024 / 1024} MB of text in ${path}, it has more. What was read until then is kept.`,
    {
      hint: 'Name the folder inside of it that matters.',
    },
  )
}
