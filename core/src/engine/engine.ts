import { existsSync } from 'node:fs'
import { analyzerVersion } from '@tlc/analyzers/version'
import { PROJECT_ROOM } from '../document/rooms.ts'
import type { EngineActions } from '../intents/_define-intent.ts'
import { storePath } from '../store/store-path.ts'
import { errorText, TlcError } from '../system/error.ts'
import type { AnalysisPool } from '../workspace/contract.ts'
import { createAnalysisPool } from '../workspace/pool.ts'
import { watchProject } from '../workspace/watch.ts'
import { createAnalysis } from './analysis.ts'
import type { RoomHost } from './contract.ts'
import type { RequestContext, RequestDefinition } from './define-request.ts'
import { createHistoryPass } from './history-pass.ts'
import { createOverview } from './overview-writer.ts'
import { createPlanPass } from './plan-pass.ts'
import { requests } from './requests.generated.ts'
import { recordRun } from './runs.ts'
import { type Pending, startTaskLoop } from './task-loop.ts'

export interface EngineOptions {
  /** Absolute real path of the project's folder. */
  root: string
  /** Folder for the store, made by the caller. */
  stateDir: string
  host: RoomHost
  version: string
  /** Threads that were started ahead of the engine; closed with it. */
  pool?: AnalysisPool
  /** One line for the daemon's log. */
  log(line: string): void
}

export interface Engine {
  /** Begins to scan and watch; the work goes on in the background. */
  start(): Promise<void>
  /** Resolves once nothing waits and nothing runs. */
  idle(): Promise<void>
  /** What intents may ask of the engine. */
  actions: EngineActions
  /** Answers a request. Rejects with `TlcError` `request/unknown`, `input/…` or what the request throws. */
  request(id: string, input: unknown, signal: AbortSignal): Promise<unknown>
  close(): Promise<void>
}

/** After a round of more files the threads give their memory back; one stays ready for the next save. */
const LARGE_ROUND = 500

/** Joins workspace, store, history and plan, and is the only writer of what the document says about the project. */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const { root, host, log } = options
  const project = await host.open(PROJECT_ROOM)
  const pool = options.pool ?? createAnalysisPool({ root })
  let opened: Promise<import('../store/contract.ts').Store> | null = null
  // A store that could not be opened is tried again: the disk that was full has room some day.
  const store = () =>
    (opened ??= openProjectStore(options).catch((fault) => {
      opened = null
      throw fault
    }))
  const overview = createOverview({ project, store, root })
  const analysis = createAnalysis({
    root,
    project,
    pool,
    store,
    hasStore: () => existsSync(storePath(options.stateDir)),
    scan: (scanning) => watch.scan(scanning),
    onProgress: (phase, done, total) => host.announce({ phase, done, total }),
    onPublished: () => overview.soFar(),
  })
  const history = createHistoryPass({
    root,
    project,
    store,
    onProgress: (done, total) => host.announce({ phase: 'history', done, total }),
  })
  const plan = createPlanPass({ host, project, store, history: () => history.measures() })
  let revision = overview.revision()
  const ready = new Set<{ resolve(): void; reject(fault: unknown): void }>()
  let analysedOnce = false
  /** No analysis runs, and the last one has ended, well or badly. False until the first one has. */
  let settled = false
  /** What ended the last analysis; null when it ended well. */
  let fault: { reason: unknown } | null = null
  let lastRun = { tookMs: 0, parsed: 0 }

  const due = { history: false, measures: false, plan: false }
  const loop = startTaskLoop(async (pending, signal) => {
    try {
      if (touchesFiles(pending)) {
        settled = false
        await analyse(pending, signal)
      }
      due.history ||= pending.history
      due.plan ||= pending.plan || pending.history
      // Somebody who saves again waits for the findings, not for what follows from them.
      if (loop.hasMore || signal.aborted) return
      if (due.history || due.measures) await readHistory({ measure: due.measures, signal })
      if (due.plan && !signal.aborted) await plan.refreshOpenSessions()
      Object.assign(due, { history: false, measures: false, plan: false })
    } catch (thrown) {
      log(`engine: ${errorText(thrown)}`)
      // Those who wait for the analysis have had their answer when history or plan fail after it.
      if (!settled) releaseWaiting({ reason: thrown })
      overview.failed(errorText(thrown))
    } finally {
      host.announce(null)
    }
  })

  const watch = await watchProject({
    root,
    onBatch: ({ changed, deleted, rescan, git }) => loop.wish({ changed, deleted, scan: rescan, history: git }),
    onTrouble: (message) => log(`watch: ${message}`),
  })

  function releaseWaiting(failure: { reason: unknown } | null): void {
    settled = true
    fault = failure
    for (const { resolve, reject } of ready) failure ? reject(failure.reason) : resolve()
    ready.clear()
  }

  async function analyse(pending: Pending, signal: AbortSignal): Promise<void> {
    const startedAt = Date.now()
    const from = performance.now()
    overview.analysing(revision)
    // What a failed round left undone is among no changes that come after it.
    const round = await analysis.round(fault ? { ...pending, scan: true } : pending, signal)
    if (round.parsed > LARGE_ROUND) await pool.rest({ ready: 1 })
    const tookMs = Math.round(performance.now() - from)
    if (signal.aborted) return
    if (round.parsed > 0 || !analysedOnce) lastRun = { tookMs, parsed: round.parsed }
    revision++
    analysedOnce = true
    await overview.refresh({ revision, tookMs, ...round })
    if (round.parsed + round.removed > 0) {
      recordRun(project, {
        kind: 'analyse',
        startedAt,
        tookMs,
        outcome: 'ok',
        summary: `${round.parsed} parsed, ${round.reused} reused, ${round.removed} removed`,
      })
    }
    due.plan ||= round.parsed + round.removed > 0
    // Hotspots name files that exist; a single save changes little in them.
    due.measures ||= round.removed > 0 || round.parsed > LARGE_ROUND
    releaseWaiting(null)
  }

  async function readHistory(pass: { measure: boolean; signal: AbortSignal }): Promise<void> {
    const startedAt = Date.now()
    const from = performance.now()
    const outcome = await history.run(pass)
    if (!outcome) return
    const tookMs = Math.round(performance.now() - from)
    recordRun(project, {
      kind: 'history',
      startedAt,
      tookMs,
      outcome: outcome.ok ? 'ok' : 'failed',
      summary: outcome.summary,
    })
  }

  async function analysed(): Promise<number> {
    if (settled && fault) {
      settled = false
      loop.wish({ scan: true, history: true })
    }
    // History and plan may still be at work: they change nothing of the analysis.
    if (settled && !touchesFiles(loop.waiting)) return revision
    await new Promise<void>((resolve, reject) => ready.add({ resolve, reject }))
    return revision
  }

  const context: RequestContext = {
    root,
    version: options.version,
    project: project.doc,
    host,
    pool,
    store,
    analysed,
    idle: () => loop.idle(),
    history: () => history.measures(),
    lastRun: () => lastRun,
  }
  const byId = new Map(requests.map((request) => [request.id as string, request as unknown as AnyRequest]))

  return {
    async start() {
      overview.open()
      // The first analysis needs every thread; a start on what is known needs none.
      if (overview.isEmpty()) pool.warm()
      loop.wish({ scan: true, history: true, plan: true })
    },
    idle: () => loop.idle(),
    actions: {
      rerun: ({ fresh }) => loop.wish({ scan: true, fresh, history: true }),
      refreshPlan: (sessionId) => plan.refresh(sessionId),
    },
    async request(id, input, signal) {
      const request = byId.get(id)
      if (!request) {
        throw new TlcError('request/unknown', `Expected one of the known requests, got \`${id}\`.`, {
          hint: `Known: ${[...byId.keys()].join(', ')}.`,
        })
      }
      const problem = request.input.problem(input, id)
      if (problem !== null) throw new TlcError('input/invalid', problem)
      return request.run(context, input, signal)
    },
    async close() {
      await watch.close()
      await loop.stop()
      overview.stop()
      await pool.close()
      if (opened) await (await opened).close()
      project.release()
    },
  }
}

type AnyRequest = RequestDefinition<unknown, unknown>

function touchesFiles(pending: Pending): boolean {
  return pending.scan || pending.fresh || pending.changed.size > 0 || pending.deleted.size > 0
}

async function openProjectStore(options: EngineOptions) {
  const { openStore } = await import('../store/open-store.ts')
  return openStore({
    path: storePath(options.stateDir),
    analyzer: analyzerVersion(),
    onTrouble: (message) => options.log(`store: ${message}`),
  })
}
