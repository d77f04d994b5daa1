import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { analyzerVersion } from '@tlc/analyzers/version'
import triage from '../document/collections/triage.ts'
import { PROJECT_ROOM } from '../document/rooms.ts'
import type { EngineActions } from '../intents/_define-intent.ts'
import type { Pages } from '../pages/pages.ts'
import type { Store } from '../store/contract.ts'
import { storePath } from '../store/store-path.ts'
import { errorText, TlcError } from '../system/error.ts'
import type { Watcher } from '../system/watcher.ts'
import type { AnalysisPool } from '../workspace/contract.ts'
import { createAnalysisPool } from '../workspace/pool.ts'
import { watchProject } from '../workspace/watch.ts'
import { readAbout, tellsAbout } from './about.ts'
import { createAnalysis } from './analysis.ts'
import type { RoomHost } from './contract.ts'
import type { RequestContext, RequestDefinition } from './define-request.ts'
import { hasRoomToSave } from './facts/room-to-save.ts'
import { createHistoryPass } from './history-pass.ts'
import { createKnowledge } from './knowledge.ts'
import type { Learner } from './learner.ts'
import { createOverview } from './overview-writer.ts'
import { createPlanPass } from './plan-pass.ts'
import { requests } from './requests.generated.ts'
import { createRunLog } from './runs.ts'
import { type Pending, startTaskLoop } from './task-loop.ts'

export interface EngineOptions {
  /** Absolute real path of the project's folder. */
  root: string
  /** Folder for the store, made by the caller. */
  stateDir: string
  host: RoomHost
  /** Threads that were started ahead of the engine; closed with it. */
  pool?: AnalysisPool
  /** That of the machine unless given. */
  watcher?: Watcher
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
/** Those who waited for the end of the analysis have their answers by then. */
const SAVE_AFTER_MS = 500

/** Joins workspace, store, history and plan, and is the only writer of what the document says about the project. */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const { root, host, log } = options
  const project = await host.open(PROJECT_ROOM)
  const pool = options.pool ?? createAnalysisPool({ root })
  let opened: Promise<Store> | null = null
  // A store that could not be opened is tried again: the disk that was full has room some day.
  const openOnce = (): Promise<Store> =>
    (opened ??= openProjectStore(options, reopen).catch((fault) => {
      opened = null
      throw fault
    }))
  /** Of a store that gave up, what was written before is there again; whoever was at work with it tries again. */
  function reopen(): void {
    const broken = opened
    opened = null
    if (broken === null) return
    const closed = broken.then((store) => store.close()).catch(() => {})
    opened = closed.then(() => openProjectStore(options, reopen))
    opened.catch(() => {
      opened = null
    })
  }
  const store = async () => {
    await analysis.saved()
    return openOnce()
  }
  let learnt: Promise<Pages> | null = null
  const pages = () =>
    (learnt ??= openProjectPages(options).then(
      (opened) => {
        opened.onChange(() => void knowledge.refreshSources())
        return opened
      },
      (fault) => {
        learnt = null
        throw fault
      },
    ))
  const overview = createOverview({ project, facts: () => analysis.facts(), root })
  const knowledge = createKnowledge({
    root,
    stateDir: options.stateDir,
    project: project.doc,
    host,
    store,
    pages,
    learning: async () => (await learner()).learning,
    feedback: async () => (await learner()).feedback(),
    waiting: () => analysis.waiting(),
    busy: () => !settled,
    onProgress: () => {},
    log,
  })
  const analysis = createAnalysis({
    root,
    project,
    pool,
    store: openOnce,
    hasStore: () => existsSync(storePath(options.stateDir)),
    mayHold: () => hasRoomToSave(options.stateDir),
    scan: (scanning) => watch.scan(scanning),
    limited: () => watch.limited,
    onProgress: (phase, done, total) => host.announce({ phase, done, total }),
    onPublished: (published) => {
      overview.soFar()
      knowledge.published(published)
    },
    wanted: () => knowledge.wanted(),
    onSaved: (saved) => knowledge.saved(saved),
    onRemoved: (paths) => knowledge.removed(paths),
  })
  const history = createHistoryPass({
    root,
    project,
    store,
    onProgress: (done, total) => host.announce({ phase: 'history', done, total }),
  })
  const runs = createRunLog({ project, store, log })
  let taught: Promise<Learner> | null = null
  // Loaded at the first use: a start is too short for all that reads the errors of other programs.
  const learner = () =>
    (taught ??= import('./learner.ts').then(({ createLearner }) =>
      createLearner({
        root,
        stateDir: options.stateDir,
        store,
        runs,
        onFixes: () => void knowledge.refreshSources(),
        scanned: () => {
          loop.wish({ scan: true })
          return analysed()
        },
      }),
    ))
  const plan = createPlanPass({ host, project, store, history: () => history.measures() })
  let revision = overview.revision()
  /** Those who wait for the analysis that runs, and those who came when more was waiting already. */
  const ready = new Set<Waiter>()
  const next = new Set<Waiter>()
  let analysedOnce = false
  /** No analysis runs, and the last one has ended, well or badly. False until the first one has. */
  let settled = false
  /** What ended the last analysis, and what it had to do anew; null when it ended well. */
  let fault: { reason: unknown; fresh: boolean } | null = null
  let lastRun = { tookMs: 0, parsed: 0 }

  const due = { history: false, measures: false, plan: false }
  const loop = startTaskLoop(async (pending, signal) => {
    try {
      if (touchesFiles(pending)) {
        settled = false
        // What a failed round left undone is among no changes that come after it.
        const whole = fault ? { ...pending, scan: true, fresh: pending.fresh || fault.fresh } : pending
        await runs.timed('analyse', () => analyse(whole, signal), signal)
      }
      due.history ||= pending.history
      due.plan ||= pending.plan || pending.history
      // Somebody who saves again waits for the findings, not for what follows from them.
      if (loop.hasMore || signal.aborted) return
      if (due.history || due.measures) await readHistory({ measure: due.measures, signal })
      if (due.plan && !signal.aborted) await refreshPlans(signal)
      Object.assign(due, { history: false, measures: false, plan: false })
    } catch (thrown) {
      // Nobody asked for more: what was left undone is found by the next start.
      if (signal.aborted) return
      log(`engine: ${errorText(thrown)}`)
      // Those who wait for the analysis have had their answer when history or plan fail after it.
      if (!settled) releaseWaiting({ reason: thrown, fresh: pending.fresh || (fault?.fresh ?? false) })
      overview.failed(errorText(thrown))
    } finally {
      host.announce(null)
    }
  })

  const stopTriage = triage.observe(project.doc, () => loop.wish({ plan: true }))
  const watch = await watchProject({
    root,
    onBatch: ({ changed, deleted, rescan, git }) => loop.wish({ changed, deleted, scan: rescan, history: git }),
    onTrouble: (message) => log(`watch: ${message}`),
    ...(options.watcher && { watcher: options.watcher }),
  })

  function releaseWaiting(failure: typeof fault): void {
    settled = true
    fault = failure
    for (const { resolve, reject } of ready) failure ? reject(failure.reason) : resolve()
    ready.clear()
  }

  async function analyse(pending: Pending, signal: AbortSignal) {
    const from = performance.now()
    for (const waiter of next) ready.add(waiter)
    next.clear()
    overview.analysing(revision)
    if (pending.scan || tellsAbout(pending.changed) || tellsAbout(pending.deleted)) {
      overview.about(await readAbout(root, signal))
    }
    const round = await analysis.round(pending, signal)
    if (round.parsed > LARGE_ROUND) await pool.rest({ ready: 1, practice: round.newest })
    const tookMs = Math.round(performance.now() - from)
    if (round.parsed > 0 || !analysedOnce) lastRun = { tookMs, parsed: round.parsed }
    revision++
    analysedOnce = true
    await overview.refresh({ revision, tookMs, ...round })
    due.plan ||= round.parsed + round.removed > 0
    // Hotspots name files that exist; a single save changes little in them.
    due.measures ||= round.removed > 0 || round.parsed > LARGE_ROUND
    const answersWait = analysis.unsaved && ready.size > 0
    releaseWaiting(null)
    if (answersWait) await sleep(SAVE_AFTER_MS, undefined, { signal }).catch(() => {})
    await saveFacts()
    await runs.restore()
    // A start that found nothing new is not worth a note: the document would grow by every opening.
    if (round.parsed + round.removed === 0) return null
    if (round.scan) {
      const { files, skipped, ...took } = round.scan
      await runs.record({ kind: 'scan', ...took, outcome: 'ok', summary: `${files} files, ${skipped} skipped` })
    }
    return { ok: true, summary: `${round.parsed} parsed, ${round.reused} reused, ${round.removed} removed` }
  }

  /** Those who waited have their answers from memory; what could not be saved is tried again by the next round. */
  async function saveFacts(): Promise<void> {
    await analysis.saved().catch((thrown: unknown) => {
      fault = { reason: thrown, fresh: false }
      throw thrown
    })
  }

  function readHistory(pass: { measure: boolean; signal: AbortSignal }): Promise<void> {
    const read = async () => {
      const outcome = await history.run(pass)
      if (outcome !== null) knowledge.refreshOpenSources()
      return outcome
    }
    return runs.timed('history', read, pass.signal)
  }

  function refreshPlans(signal: AbortSignal): Promise<void> {
    return runs.timed('plan', async () => changesOf(await plan.refreshOpenSessions()), signal)
  }

  async function analysed(): Promise<number> {
    if (settled && fault) {
      settled = false
      loop.wish({ scan: true, history: true })
    }
    // Nobody tells what changed where it is not watched.
    if (settled && watch.limited !== '') loop.wish({ scan: true })
    // History and plan may still be at work: they change nothing of the analysis.
    if (settled && !touchesFiles(loop.waiting)) return revision
    const waiters = touchesFiles(loop.waiting) ? next : ready
    await new Promise<void>((resolve, reject) => waiters.add({ resolve, reject }))
    return revision
  }

  const context: RequestContext = {
    root,
    env: process.env,
    project: project.doc,
    host,
    pool,
    knowledge,
    store,
    facts: () => analysis.facts(),
    pages,
    learning: async () => (await learner()).learning,
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
      refreshPlan: (sessionId) => runs.timed('plan', async () => changesOf(await plan.refresh(sessionId))),
      pages,
      learning: async () => (await learner()).actions,
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
      await knowledge.close()
      for (const waiter of next) ready.add(waiter)
      releaseWaiting({ reason: new TlcError('engine/closed', 'The daemon stops.'), fresh: false })
      stopTriage()
      overview.stop()
      await (await learnt?.catch(() => null))?.close()
      await pool.close()
      await analysis.saved().catch((thrown: unknown) => log(`store: ${errorText(thrown)}`))
      await (await opened?.catch(() => null))?.close()
      project.release()
    },
  }
}

interface Waiter {
  resolve(): void
  reject(fault: unknown): void
}

type AnyRequest = RequestDefinition<unknown, unknown>

/** Null when no step came, went or changed. */
function changesOf(steps: number): { ok: true; summary: string } | null {
  return steps === 0 ? null : { ok: true, summary: `${steps} ${steps === 1 ? 'step' : 'steps'} of the plan changed` }
}

function touchesFiles(pending: Pending): boolean {
  return pending.scan || pending.fresh || pending.changed.size > 0 || pending.deleted.size > 0
}

async function openProjectStore(options: EngineOptions, onFatal: () => void): Promise<Store> {
  const { openStore } = await import('../store/open-store.ts')
  return openStore({
    path: storePath(options.stateDir),
    analyzer: analyzerVersion(),
    onTrouble: (message) => options.log(`store: ${message}`),
    onFatal,
  })
}

async function openProjectPages({ stateDir, host, log }: EngineOptions): Promise<Pages> {
  const { openPages } = await import('../pages/pages.ts')
  return openPages({
    folder: join(stateDir, 'pages'),
    onProgress: (progress) => host.announce(progress && { phase: 'learn', ...progress }),
    onTrouble: (message) => log(`pages: ${message}`),
  })
}
