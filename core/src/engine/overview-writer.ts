import { basename } from 'node:path'
import files from '../document/collections/files.ts'
import findings from '../document/collections/findings.ts'
import overview from '../document/collections/overview.ts'
import triage from '../document/collections/triage.ts'
import type { OverviewRecords } from '../document/records.ts'
import type { HostedRoom } from './contract.ts'
import type { ProjectFacts } from './facts/contract.ts'
import { measureHealth } from './health.ts'
import { countFiles, countFindings } from './overview.ts'

export interface OverviewWriter {
  /** Names the project and keeps the figures of the last run, so that a screen shows them at once. */
  open(): void
  /** Whether the project was never analysed. */
  isEmpty(): boolean
  revision(): number
  /** What the project says of itself. */
  about(found: OverviewRecords['about']): void
  analysing(revision: number): void
  failed(message: string): void
  /** In a first analysis, shows what is counted so far; at most once in a while. */
  soFar(): void
  /** Counts again from files and findings, and writes what differs. */
  refresh(run: {
    revision: number
    tookMs: number
    parsed: number
    reused: number
    refreshed: boolean
    message: string
  }): Promise<void>
  stop(): void
}

/** How often a first analysis shows what it has counted. */
const COUNT_EVERY_MS = 600

export function createOverview({
  project,
  facts,
  root,
}: {
  project: HostedRoom
  facts: () => Promise<ProjectFacts>
  root: string
}): OverviewWriter {
  const { doc } = project
  let functionFacts = {
    over10: 0,
    over20: 0,
    worst: [] as { path: string; name: string; line: number; cyclomatic: number }[],
    symbols: 0,
  }
  let countedAt = 0
  const stopTriage = triage.observe(doc, () => writeCounts())

  function writeCounts(): void {
    const counts = countFiles(valuesOf(files.entries(doc)))
    const open = countFindings(valuesOf(findings.entries(doc)), { has: (fingerprint) => triage.has(doc, fingerprint) })
    const health = measureHealth({
      code: counts.totals.code,
      errors: open.error,
      warnings: open.warning,
      functions: counts.totals.functions,
      over10: functionFacts.over10,
      over20: functionFacts.over20,
      hardToMaintain: counts.hardToMaintain,
      analysed: counts.totals.analysed,
      duplicatedBlocks: open.byRule.find(({ rule }) => rule === 'maintainability/duplicated-block')?.count ?? 0,
    })
    project.write(() => {
      overview.put(doc, 'totals', { ...counts.totals, symbols: functionFacts.symbols })
      overview.put(doc, 'languages', counts.languages)
      overview.put(doc, 'findings', open)
      overview.put(doc, 'health', health)
      overview.put(doc, 'complexity', {
        over10: functionFacts.over10,
        over20: functionFacts.over20,
        worst: functionFacts.worst,
      })
    })
  }

  return {
    open() {
      const shown = overview.get(doc, 'project')
      const name = basename(root) || root
      if (shown?.name !== name)
        project.write(() => overview.put(doc, 'project', { name, openedAt: Date.now(), git: null }))
      const last = overview.get(doc, 'complexity')
      if (last) functionFacts = { ...last, symbols: overview.get(doc, 'totals')?.symbols ?? 0 }
    },
    isEmpty: () => overview.get(doc, 'analysis')?.state !== 'ready',
    revision: () => overview.get(doc, 'analysis')?.revision ?? 0,
    about(found) {
      project.write(() => overview.put(doc, 'about', found))
    },
    analysing(revision) {
      const last = overview.get(doc, 'analysis')
      const state = last?.state === 'ready' ? 'ready' : 'analysing'
      if (last?.state === state) return
      project.write(() =>
        overview.put(doc, 'analysis', {
          state,
          revision,
          finishedAt: 0,
          tookMs: 0,
          parsed: 0,
          reused: 0,
          message: revision === 0 ? 'First analysis' : '',
        }),
      )
    },
    failed(message) {
      const last = overview.get(doc, 'analysis')
      const { revision = 0, finishedAt = 0, tookMs = 0, parsed = 0, reused = 0 } = last ?? {}
      project.write(() =>
        overview.put(doc, 'analysis', { state: 'failed', revision, finishedAt, tookMs, parsed, reused, message }),
      )
    },
    soFar() {
      if (overview.get(doc, 'analysis')?.state !== 'analysing' || performance.now() - countedAt < COUNT_EVERY_MS) return
      countedAt = performance.now()
      writeCounts()
    },
    async refresh({ revision, tookMs, parsed, reused, refreshed, message }) {
      const last = overview.get(doc, 'analysis')
      const same = last?.state === 'ready' && last.message === message
      // A start that found nothing new writes nothing: the document would grow by every opening.
      if (parsed === 0 && !refreshed && same && overview.get(doc, 'totals')?.files === files.size(doc)) return
      const all = await facts()
      const functions = await all.complexFunctions({ over: 10, limit: 10 })
      const worst = functions.map(({ path, fact }) => ({
        path,
        name: fact.name,
        line: fact.line,
        cyclomatic: fact.cyclomatic,
      }))
      functionFacts = { ...(await all.functionCounts()), worst }
      writeCounts()
      project.write(() =>
        overview.put(doc, 'analysis', {
          state: 'ready',
          revision,
          finishedAt: Date.now(),
          tookMs,
          parsed,
          reused,
          message,
        }),
      )
    },
    stop: stopTriage,
  }
}

function* valuesOf<T>(entries: Iterable<[string, T]>): Iterable<T> {
  for (const [, value] of entries) yield value
}
