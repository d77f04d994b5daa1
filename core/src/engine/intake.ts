import type { FindingFact } from '@tlc/analyzers/facts'
import files from '../document/collections/files.ts'
import findings from '../document/collections/findings.ts'
import type { AnalysedFile, AnalysisPool, ScannedFile } from '../workspace/contract.ts'
import type { HostedRoom } from './contract.ts'
import { STORE_GROUP } from './facts/fact-saver.ts'
import { fileRecord, findingRecord } from './file-record.ts'

export interface IntakeOptions {
  project: HostedRoom
  pool: AnalysisPool
  /** Findings of the whole project that a file had last. */
  findingsOf(path: string): readonly FindingFact[]
  /** How much somebody waits for a file, 0 for not at all; null when nobody waits for any. */
  wanted(): ((path: string) => number) | null
  onProgress(done: number, total: number): void
  /** Told before these are shown: from then on the store is behind the document. */
  onShowing(files: AnalysedFile[]): void
  /** Told when these are in the document, before that is durable. */
  onPublished(files: AnalysedFile[]): void
  /** Brings into the store what the document shows durably. */
  save(analysed: AnalysedFile[], unchanged: AnalysedFile[]): Promise<void>
}

export interface Intake {
  /** Has the files analysed; what goes wrong is told by `done`. */
  add(files: ScannedFile[]): void
  /** Files that were added and are not analysed. */
  readonly waiting: number
  /** Resolves when all that was added is shown and handed on; rejects with the first fault, and what still runs is given up. */
  done(): Promise<{ parsed: number; reused: number; newest: ScannedFile[] }>
  /** Gives up what runs. */
  drop(): void
}

/** How often a long run shows what it has so far. */
const PUBLISH_EVERY_MS = 500
/** The same while somebody waits for what they asked. */
const PUBLISH_WANTED_MS = 50
const NEWEST = 4
/** Few people write a file of so many bytes. */
const LONG_FILE = 60_000

/** Files of one round on their way through the pool into the document, in groups. */
export function createIntake(options: IntakeOptions, signal: AbortSignal): Intake {
  const { project, pool } = options
  const fault = new AbortController()
  const either = AbortSignal.any([signal, fault.signal])
  const jobs: Promise<void>[] = []
  let added = 0
  let parsed = 0
  let reused = 0
  let ready: AnalysedFile[] = []
  let newest: ScannedFile[] = []
  let publishedAt = performance.now()

  async function onBatch(batch: AnalysedFile[]): Promise<void> {
    for (const file of batch) file.unchanged ? reused++ : parsed++
    ready.push(...batch)
    options.onProgress(parsed + reused, added)
    const publishEvery = options.wanted() ? PUBLISH_WANTED_MS : PUBLISH_EVERY_MS
    if (ready.length >= STORE_GROUP || performance.now() - publishedAt > publishEvery) await flush()
  }

  async function flush(): Promise<void> {
    const group = ready
    ready = []
    if (group.length === 0) return
    const analysed = group.filter((file) => !file.unchanged)
    newest = newestOf([...newest, ...analysed.filter(({ facts, bytes }) => facts?.language && bytes < LONG_FILE)])
    options.onShowing(analysed)
    publish(analysed)
    publishedAt = performance.now()
    options.onPublished(analysed)
    // The document first: a crash in between leaves the store behind, and the next start analyses these files again.
    await project.durable()
    await options.save(
      analysed,
      group.filter((file) => file.unchanged),
    )
  }

  function publish(group: AnalysedFile[]): void {
    project.write((doc) => {
      for (const file of group) {
        const extra = options.findingsOf(file.path)
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

  return {
    add(more) {
      if (more.length === 0) return
      added += more.length
      const wanted = options.wanted()
      const job = pool.analyse(more, { signal: either, ...(wanted && { wanted }), onBatch })
      job.catch((thrown: unknown) => fault.abort(thrown))
      jobs.push(job)
    },
    get waiting() {
      return added - parsed - reused
    },
    async done() {
      await Promise.all(jobs)
      await flush()
      return { parsed, reused, newest }
    },
    drop: () => fault.abort(new Error('The round was given up.')),
  }
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
