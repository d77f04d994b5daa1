import type { FindingFact } from '@tlc/analyzers/facts'
import files from '../document/collections/files.ts'
import findings from '../document/collections/findings.ts'
import type { KnownFile, Store } from '../store/contract.ts'
import type { AnalysedFile, AnalysisPool, ScannedFile, ScanResult } from '../workspace/contract.ts'
import { type ScanOptions, statFiles } from '../workspace/scan.ts'
import type { HostedRoom } from './contract.ts'
import { fileRecord, findingRecord } from './file-record.ts'
import { createProjectRules } from './project-rules.ts'
import type { Pending } from './task-loop.ts'

export interface AnalysisOptions {
  root: string
  project: HostedRoom
  pool: AnalysisPool
  scan(options: Pick<ScanOptions, 'signal' | 'onProgress'>): Promise<ScanResult>
  store: () => Promise<Store>
  /** False when there is nothing in the store because it was never made. */
  hasStore(): boolean
  onProgress(phase: 'scan' | 'analyse', done: number, total: number): void
  /** Told when these are in the document, before they are durable and stored. */
  onPublished(files: AnalysedFile[]): void
  /** How much somebody waits for a file, 0 for not at all; null when nobody waits for any. */
  wanted(): ((path: string) => number) | null
  /** Told when the store has the facts of these, and when it has none any more. */
  onSaved(files: AnalysedFile[]): void
  onRemoved(paths: string[]): void
}

export interface AnalysisRound {
  parsed: number
  reused: number
  removed: number
  /** Whether what follows from all files together was found anew. */
  refreshed: boolean
  /** The scan of the whole tree, when there was one. */
  scan: { startedAt: number; tookMs: number; files: number; skipped: number } | null
  /** What the analysis could not do, for people; '' when it did everything. */
  message: string
  /** Of the parsed files of code those that were changed last: people save them next. */
  newest: ScannedFile[]
}

export interface Analysis {
  /** Files that the round has still to read. */
  waiting(): number
  /**
   * Brings store and document up to what is on disk. Rejects when store or document cannot be written, and with the
   * signal's reason. What it has shown by then is whole files, and a later round goes on with those that the store lacks.
   */
  round(pending: Pending, signal: AbortSignal): Promise<AnalysisRound>
}

/** Files are handed to the store in groups: a transaction costs the same for one file and for hundreds. */
const STORE_GROUP = 1000

/** How often a long run shows what it has so far. */
const PUBLISH_EVERY_MS = 500
/** The same while somebody waits for what they asked. */
const PUBLISH_WANTED_MS = 50
const NEWEST = 4
/** Few people write a file of so many bytes. */
const LONG_FILE = 60_000

export function createAnalysis(options: AnalysisOptions): Analysis {
  const { root, project, pool } = options
  const projectRules = createProjectRules({ project, store: options.store })
  let known: Map<string, KnownFile> | null = null
  let waitingFiles = 0
  /** Of the last whole scan. */
  let listed: { limited: boolean; files: number } = { limited: false, files: 0 }

  async function round(pending: Pending, signal: AbortSignal): Promise<AnalysisRound> {
    const whole = pending.scan || pending.fresh || known === null
    // A new store is opened while the threads are at work already.
    if (known === null && !options.hasStore()) known = new Map()
    const [found] = await Promise.all([whole ? scanAll(signal) : lookAt(pending), loadKnown()])
    const passed = new Set(found.skipped.map(({ path }) => path))
    const gone = found.complete
      ? [...known!.keys()].filter((path) => !found.present.has(path) || passed.has(path))
      : found.gone
    const leftovers = found.complete ? shownPaths().filter((path) => !found.present.has(path)) : gone
    const stale = found.files.filter((file) => pending.fresh || isStale(file, known!.get(file.path)))
    await remove(gone, leftovers)
    const result = await analyse(
      stale.map((file) => withKnownHash(file, pending.fresh)),
      signal,
    )
    showSkipped(found.skipped)
    signal.throwIfAborted()
    const refreshed = await (await options.store()).projectFindingsDue()
    if (refreshed) await projectRules.refresh()
    return {
      ...result,
      reused: found.files.length - stale.length + result.reused,
      removed: gone.length,
      refreshed,
      scan: found.scan,
      message: message(),
    }
  }

  function message(): string {
    const limited = listed.limited
      ? [
          `The project has more files than the ${listed.files.toLocaleString('en-US')} that are looked at; leave some out by a .tlcignore.`,
        ]
      : []
    return [...limited, ...projectRules.failures()].join(' ')
  }

  async function loadKnown(): Promise<void> {
    if (known === null) known = await (await options.store()).known()
  }

  function shownPaths(): string[] {
    return Array.from(files.entries(project.doc), ([path]) => path)
  }

  /** A crash can leave the document ahead of the store: it shows bytes then that the store knows nothing of. */
  function isShown(path: string, as: KnownFile): boolean {
    return files.get(project.doc, path)?.bytes === as.bytes
  }

  function isStale(file: ScannedFile, as: KnownFile | undefined): boolean {
    return !as || as.bytes !== file.bytes || as.mtimeMs !== file.mtimeMs || !isShown(file.path, as)
  }

  async function scanAll(signal: AbortSignal) {
    const startedAt = Date.now()
    const from = performance.now()
    const {
      files,
      skipped,
      limited = false,
    } = await options.scan({
      signal,
      onProgress: (done) => options.onProgress('scan', done, 0),
    })
    const present = new Set(files.map((file) => file.path))
    for (const { path } of skipped) present.add(path)
    listed = { limited, files: files.length }
    const tookMs = Math.round(performance.now() - from)
    const scan = { startedAt, tookMs, files: files.length, skipped: skipped.length }
    return { files, skipped, present, gone: [] as string[], complete: true, scan }
  }

  async function lookAt(pending: Pending) {
    const { present, gone } = await statFiles(root, [...pending.changed])
    return {
      files: present,
      skipped: [],
      present: new Set<string>(),
      gone: [...pending.deleted, ...gone],
      complete: false,
      scan: null,
    }
  }

  function withKnownHash(file: ScannedFile, fresh: boolean): ScannedFile {
    const as = known!.get(file.path)
    return fresh || !as?.hash || !isShown(file.path, as) ? file : { ...file, knownHash: as.hash }
  }

  async function analyse(stale: ScannedFile[], signal: AbortSignal) {
    let parsed = 0
    let reused = 0
    let waiting: AnalysedFile[] = []
    let newest: ScannedFile[] = []
    let publishedAt = performance.now()

    async function flush(): Promise<void> {
      const group = waiting
      waiting = []
      if (group.length === 0) return
      const fresh = group.filter((file) => !file.unchanged)
      newest = newestOf([...newest, ...fresh.filter(({ facts, bytes }) => facts?.language && bytes < LONG_FILE)])
      // Until they are stored the document is ahead, and bytes that come back must be parsed again.
      for (const { path } of fresh) forgetHash(path)
      publish(fresh)
      publishedAt = performance.now()
      options.onPublished(fresh)
      // The document first: a crash in between leaves the store behind, and the next start analyses these files again.
      const [store] = await Promise.all([options.store(), project.durable()])
      await store.saveFiles(fresh)
      options.onSaved(fresh)
      await store.touchFiles(group.filter((file) => file.unchanged))
      // Not the file itself: it holds all its facts.
      for (const { path, bytes, mtimeMs, hash } of group) known!.set(path, { path, bytes, mtimeMs, hash })
    }

    waitingFiles = stale.length
    if (stale.length > 0) {
      const wanted = options.wanted()
      const publishEvery = () => (options.wanted() ? PUBLISH_WANTED_MS : PUBLISH_EVERY_MS)
      const analysed = pool.analyse(stale, {
        signal,
        ...(wanted && { wanted }),
        async onBatch(batch) {
          for (const file of batch) file.unchanged ? reused++ : parsed++
          waitingFiles = stale.length - parsed - reused
          waiting.push(...batch)
          options.onProgress('analyse', parsed + reused, stale.length)
          if (waiting.length >= STORE_GROUP || performance.now() - publishedAt > publishEvery()) await flush()
        },
      })
      // Its fault shows where it is needed.
      options.store().catch(() => {})
      await analysed
    }
    await flush()
    waitingFiles = 0
    return { parsed, reused, newest }
  }

  function forgetHash(path: string): void {
    const as = known!.get(path)
    if (as) known!.set(path, { ...as, hash: '', mtimeMs: -1 })
  }

  function publish(group: AnalysedFile[]): void {
    project.write((doc) => {
      for (const file of group) {
        const extra = projectRules.findingsOf(file.path)
        files.put(doc, file.path, fileRecord(file, extra))
        const all: FindingFact[] = [...(file.facts?.findings ?? []), ...extra]
        if (all.length === 0) findings.delete(doc, file.path)
        else
          findings.put(
            doc,
            file.path,
            all.sort(byPlace).map((finding) => findingRecord(finding, file.facts?.cells)),
          )
      }
    })
  }

  async function remove(gone: string[], leftovers: string[]): Promise<void> {
    if (leftovers.length > 0) {
      project.write((doc) => {
        for (const path of leftovers) {
          files.delete(doc, path)
          findings.delete(doc, path)
        }
      })
    }
    if (gone.length === 0) return
    await (await options.store()).removeFiles(gone)
    options.onRemoved(gone)
    for (const path of gone) known!.delete(path)
  }

  function showSkipped(skipped: { path: string; reason: AnalysedFile['skipped'] }[]): void {
    if (skipped.length === 0) return
    project.write((doc) => {
      for (const { path, reason } of skipped) {
        const file: AnalysedFile = { path, bytes: 0, mtimeMs: 0, hash: '', facts: null, skipped: reason }
        files.put(doc, path, fileRecord(file, []))
        findings.delete(doc, path)
      }
    })
  }

  return { round, waiting: () => waitingFiles }
}

function newestOf(files: ScannedFile[]): ScannedFile[] {
  return files
    .map(({ path, bytes, mtimeMs }) => ({ path, bytes, mtimeMs }))
    .sort((a, b) => b.mtimeMs - a.mtimeMs || b.bytes - a.bytes)
    .slice(0, NEWEST)
}

function byPlace(a: FindingFact, b: FindingFact): number {
  return a.line - b.line || a.column - b.column || (a.rule < b.rule ? -1 : 1)
}
