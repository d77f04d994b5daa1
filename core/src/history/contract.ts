import type { HistoryRecords } from '../document/records.ts'
import type { CommitFact } from '../store/contract.ts'

export interface GitState {
  branch: string | null
  /** Null in a repository without commits. */
  head: string | null
  detached: boolean
  shallow: boolean
  partial: boolean
  /** The refs are in a `reftable`, which only git reads; branch and head are null until it was asked. */
  reftable?: true
}

/** Reads commits that `since` does not reach, oldest last, in batches, from one `git log` process. */
export interface ReadHistoryOptions {
  root: string
  /** Head of the last pass; null for all. When it is no ancestor any more, nothing is read and the result says `rewritten`. */
  since: string | null
  /** What to read up to, a full hash; default the head at the time of the call. */
  head?: string
  signal?: AbortSignal
  onBatch(batch: CommitFact[]): void | Promise<void>
  onProgress?(done: number, total: number): void
}

/** `none`: no git, no repository or no commits; `message` says which. `failed`: git gave up; what was read is handed over. */
export type ReadHistoryState = 'read' | 'none' | 'failed' | 'aborted'

export interface ReadHistoryResult {
  state: ReadHistoryState
  commits: number
  /** Up to where this pass read; null when there is nothing to read. */
  head: string | null
  /** Some line counts could not be read (a blob is missing): files and revisions are still exact. */
  degraded: boolean
  rewritten: boolean
  message: string
}

export interface HistoryMeasures extends HistoryRecords {
  commits: number
  authors: { name: string; commits: number }[]
  firstAt: number
  lastAt: number
  activity: { start: number; weeks: number[] } | null
}
