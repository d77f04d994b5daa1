import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import files from '@tlc/core/document/collections/files'
import findings from '@tlc/core/document/collections/findings'
import { PROJECT_ROOM } from '@tlc/core/document/rooms'
import { type Analysis, type AnalysisOptions, type AnalysisRound, createAnalysis } from '@tlc/core/engine/analysis'
import type { Pending } from '@tlc/core/engine/task-loop'
import type { Store } from '@tlc/core/store/contract'
import { openStore } from '@tlc/core/store/open-store'
import type { AnalysisPool } from '@tlc/core/workspace/contract'
import { createAnalysisPool } from '@tlc/core/workspace/pool'
import { type ScanOptions, scanProject } from '@tlc/core/workspace/scan'
import type * as Y from 'yjs'
import { memoryHost } from '../../helpers/room.ts'

export interface AnalysisBench {
  root: string
  doc: Y.Doc
  store: Store
  pool: AnalysisPool
  limits: ScanOptions['limits']
  write(path: string, text: string): void
  /** A process that begins to analyse; another one of the same project knows what is in store and document. */
  process(options?: Partial<AnalysisOptions>): {
    round(pending?: Partial<Pending>, signal?: AbortSignal): Promise<AnalysisRound>
    facts: Analysis['facts']
    saved: Analysis['saved']
  }
  /** Rules of the findings that the document shows of a file; null when it does not show the file. */
  shown(path: string): string[] | null
  dispose(): Promise<void>
}

/** A real folder, store and pool, and a project room in memory. */
export async function analysisBench(): Promise<AnalysisBench> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'tlc-analysis-')))
  const state = realpathSync(mkdtempSync(join(tmpdir(), 'tlc-state-')))
  const project = await memoryHost().open(PROJECT_ROOM)
  const bench: AnalysisBench = {
    root,
    doc: project.doc,
    store: await openStore({ path: join(state, 'metrics.duckdb') }),
    pool: createAnalysisPool({ root, size: 1 }),
    limits: {},
    write(path, text) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    },
    process(options = {}) {
      const analysis = createAnalysis({
        root,
        project,
        pool: bench.pool,
        scan: (scanning) => scanProject({ root, ...scanning, limits: bench.limits ?? {} }),
        limited: () => '',
        store: async () => bench.store,
        hasStore: () => true,
        mayHold: () => false,
        onProgress: () => {},
        onPublished: () => {},
        wanted: () => null,
        onSaved: () => {},
        onRemoved: () => {},
        ...options,
      })
      const nothing: Pending = {
        scan: false,
        fresh: false,
        changed: new Set(),
        deleted: new Set(),
        history: false,
        plan: false,
      }
      return {
        facts: analysis.facts,
        saved: analysis.saved,
        round: (pending = { scan: true }, signal = new AbortController().signal) =>
          analysis.round({ ...nothing, ...pending }, signal),
      }
    },
    shown: (path) =>
      files.has(project.doc, path) ? (findings.get(project.doc, path) ?? []).map(({ rule }) => rule) : null,
    async dispose() {
      await bench.pool.close()
      await bench.store.close()
      rmSync(root, { recursive: true, force: true })
      rmSync(state, { recursive: true, force: true })
    },
  }
  return bench
}

/** A block that counts as a duplicate wherever it stands twice. */
export const BLOCK = Array.from({ length: 14 }, (_, i) => `    total = total + prices[${i}] * amounts[${i}]\n`).join('')
