import type { HistoryRecords } from '../document/records.ts'
import type { CommitFact } from '../store/contract.ts'

export interface GitState {
  branch: string | null
  /** Null in a repository without commits. */
  head: string | null
  detached: boolean
  shallow: boolean
  partial: boolean
}

/** Reads commits that `since` does not reach, oldest last, in batches, from one `git log` process. */
export interface ReadHistoryOptions {
  root: string
  /** Head of the last pass; null for all. When it is no ancestor any more, the result says `rewritten`. */
  since: string | null
  signal?: AbortSignal
  onBatch(batch: CommitFact[]): void | Promise<void>
  onProgress?(done: number, total: number): void
}

export interface ReadHistoryResult {
  commits: number
  /** The line counts could not be read (a blob is missing): files and revisions are still exact. */
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
