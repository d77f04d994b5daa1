import files from '../document/collections/files.ts'
import findings from '../document/collections/findings.ts'
import type { KnownFile, Store } from '../store/contract.ts'
import type { AnalysedFile, AnalysisPool, ScannedFile, ScanResult } from '../workspace/contract.ts'
import { type ScanOptions, statFiles } from '../workspace/scan.ts'
import type { HostedRoom } from './contract.ts'
import type { ProjectFacts } from './facts/contract.ts'
import { createFactSaver } from './facts/fact-saver.ts'
import { fileRecord } from './file-record.ts'
import { createIntake, type Intake } from './intake.ts'
import { createProjectRules } from './project-rules.ts'
import type { Pending } from './task-loop.ts'

export interface AnalysisOptions {
  root: string
  project: HostedRoom
  pool: AnalysisPool
  scan(options: Pick<ScanOptions, 'signal' | 'onProgress' | 'onFiles'>): Promise<ScanResult>
  /** Why changes are not told at once, for people; '' when they are. */
  limited(): string
  store: () => Promise<Store>
  /** False when there is nothing in the store because it was never made. */
  hasStore(): boolean
  /** Whether a first round may keep its facts in memory for a while; then it does not fail when they cannot be stored. */
  mayHold(): boolean
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
  /** Facts of all files that were analysed. */
  facts(): Promise<ProjectFacts>
  /** Whether facts wait in memory. */
  readonly unsaved: boolean
  /** Resolves when the store has everything. Until somebody asks for this, it may lack what the first round finds. */
  saved(): Promise<void>
}

export function createAnalysis(options: AnalysisOptions): Analysis {
  const { root, project, pool } = options
  const projectRules = createProjectRules({ project })
  const saver = createFactSaver({
    store: options.store,
    onSaved(saved) {
      remember(saved)
      options.onSaved(saved)
    },
  })
  let known: Map<string, KnownFile> | null = null
  let intake: Intake | null = null
  let listing = false
  /** Of the last whole scan. */
  let listed: { limited: boolean; files: number } = { limited: false, files: 0 }

  async function round(pending: Pending, signal: AbortSignal): Promise<AnalysisRound> {
    await saver.saved()
    const whole = pending.scan || pending.fresh || known === null
    const isFirst = known === null && !options.hasStore()
    if (isFirst) {
      known = new Map()
      if (options.mayHold()) saver.hold()
      // Opened while the threads are at work; its fault shows where it is needed.
      else options.store().catch(() => {})
    }
    intake = intakeOf(signal)
    listing = whole
    try {
      return await roundWith(intake, { pending, whole, isFirst, signal })
    } catch (thrown) {
      intake.drop()
      throw thrown
    } finally {
      intake = null
    }
  }

  async function roundWith(
    intake: Intake,
    { pending, whole, isFirst, signal }: { pending: Pending; whole: boolean; isFirst: boolean; signal: AbortSignal },
  ): Promise<AnalysisRound> {
    // Everything is new in a first round: the threads need not wait for the end of the scan, unless somebody waits for
    // files that it may find last.
    const begun = new Set<string>()
    const begin = (some: ScannedFile[]) => {
      if (options.wanted()) return
      for (const { path } of some) begun.add(path)
      intake.add(some)
    }
    const scan = () => scanAll(signal, isFirst ? begin : undefined)
    const [found] = await Promise.all([whole ? scan() : lookAt(pending), loadKnown()])
    listing = false
    const passed = new Set(found.skipped.map(({ path }) => path))
    const gone = found.complete
      ? [...known!.keys()].filter((path) => !found.present.has(path) || passed.has(path))
      : found.gone
    const leftovers = found.complete ? shownPaths().filter((path) => !found.present.has(path)) : gone
    const others = found.files.filter(({ path }) => !begun.has(path))
    const stale = others.filter((file) => pending.fresh || isStale(file, known!.get(file.path)))
    await remove(gone, leftovers)
    intake.add(stale.map((file) => withKnownHash(file, pending.fresh)))
    const result = await intake.done()
    showSkipped(found.skipped)
    signal.throwIfAborted()
    const refreshed = saver.holds || (await (await options.store()).projectFindingsDue())
    if (refreshed) await saver.takeProjectFindings(await projectRules.refresh(await saver.facts()))
    return {
      ...result,
      reused: others.length - stale.length + result.reused,
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
    return [...limited, options.limited(), ...projectRules.failures()].filter((text) => text !== '').join(' ')
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

  async function scanAll(signal: AbortSignal, onFiles?: (files: ScannedFile[]) => void) {
    const startedAt = Date.now()
    const from = performance.now()
    const {
      files,
      skipped,
      limited = false,
    } = await options.scan({
      signal,
      onProgress: (done) => options.onProgress('scan', done, 0),
      ...(onFiles && { onFiles }),
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

  function intakeOf(signal: AbortSignal): Intake {
    return createIntake(
      {
        project,
        pool,
        findingsOf: projectRules.findingsOf,
        wanted: options.wanted,
        onProgress(done, total) {
          if (!listing) options.onProgress('analyse', done, total)
        },
        // Until they are stored the document is ahead, and bytes that come back must be parsed again.
        onShowing(group) {
          for (const { path } of group) forgetHash(path)
        },
        onPublished: options.onPublished,
        async save(analysed, unchanged) {
          if (analysed.length > 0) await saver.take(analysed)
          if (unchanged.length === 0) return
          await (await options.store()).touchFiles(unchanged)
          remember(unchanged)
        },
      },
      signal,
    )
  }

  // Not the file itself: it holds all its facts.
  function remember(group: AnalysedFile[]): void {
    for (const { path, bytes, mtimeMs, hash } of group) known!.set(path, { path, bytes, mtimeMs, hash })
  }

  function forgetHash(path: string): void {
    const as = known!.get(path)
    if (as) known!.set(path, { ...as, hash: '', mtimeMs: -1 })
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

  return {
    round,
    waiting: () => intake?.waiting ?? 0,
    facts: saver.facts,
    get unsaved() {
      return saver.holds
    },
    saved: saver.saved,
  }
}
