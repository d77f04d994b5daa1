import type * as Y from 'yjs'
import type { Check } from '../document/check.ts'
import type { HistoryMeasures } from '../history/contract.ts'
import type { Learning } from '../learning/learning.ts'
import type { Pages } from '../pages/pages.ts'
import type { Store } from '../store/contract.ts'
import type { AnalysisPool } from '../workspace/contract.ts'
import type { RoomHost } from './contract.ts'
import type { ProjectFacts } from './facts/contract.ts'
import type { Knowledge } from './knowledge.ts'

/** What a request may look at. Requests change nothing; whatever changes something is an intent. */
export interface RequestContext {
  root: string
  /** The daemon's environment, which names servers. */
  env: Readonly<Record<string, string | undefined>>
  project: Y.Doc
  host: RoomHost
  pool: AnalysisPool
  knowledge: Pick<Knowledge, 'search' | 'similar' | 'progress' | 'settled'>
  /** The store with all that is known, opened at the first use. */
  store(): Promise<Store>
  /** Facts of all files together, of which the store has none yet while it is not asked for. */
  facts(): Promise<ProjectFacts>
  /** What was learnt from pages and folders, opened at the first use. */
  pages(): Promise<Pages>
  /** What was learnt from runs, and what people think of it; loaded at the first use. */
  learning(): Promise<Learning>
  /**
   * Resolves with the analysis' revision once everything on disk has been analysed. One that failed is tried again first;
   * rejects with what ended it when that fails too.
   */
  analysed(): Promise<number>
  /** Resolves once nothing waits and nothing runs, history and plan included. */
  idle(): Promise<void>
  /** The last measured history; null before the first pass or without git. */
  history(): HistoryMeasures | null
  /** Of the analysis that filled the store: its wall time and the files it parsed. */
  lastRun(): { tookMs: number; parsed: number }
}

export interface RequestDefinition<Input, Output> {
  /** `<subject>.<verb>`; the file is called `<subject>-<verb>.ts`. */
  id: string
  /** What it answers, one line. */
  summary: string
  input: Check<Input>
  run(context: RequestContext, input: Input, signal: AbortSignal): Promise<Output>
}

/** One question that a client may ask of facts that the document does not hold. */
export function defineRequest<Input, Output>(
  definition: RequestDefinition<Input, Output>,
): RequestDefinition<Input, Output> {
  return definition
}
