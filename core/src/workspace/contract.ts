import type { FileBindings } from '@tlc/analyzers/bindings'
import type { FileFacts } from '@tlc/analyzers/facts'
import type { SkipReason } from '../document/records.ts'

/** A file as the scan found it; `path` relative to the project, `/` between parts. */
export interface ScannedFile {
  path: string
  bytes: number
  mtimeMs: number
  /** Hash at the last analysis: a worker that reads the same bytes answers `unchanged` and parses nothing. */
  knownHash?: string
}

export interface ScanResult {
  files: ScannedFile[]
  /** Listed but not to be read: symlink loops, unreadable folders, devices. */
  skipped: { path: string; reason: SkipReason }[]
  /** The limit on files was reached: there are more than are listed. */
  limited?: true
}

/** One file after a worker read it. */
export interface AnalysedFile {
  path: string
  bytes: number
  mtimeMs: number
  /** Hex digest of the bytes; '' when they could not be read. */
  hash: string
  /** Null when `skipped` says why there are no facts. */
  facts: FileFacts | null
  skipped: SkipReason | null
  /** The bytes are those of `knownHash`: facts are null because the store has them. */
  unchanged?: true
  /** For `failed`: what went wrong, one line. */
  message?: string
}

/** Who is who in one file. */
export interface ReadBindings {
  /** Of the bytes; '' when they could not be read. */
  hash: string
  /** The bytes are those of the known hash, and were not parsed. */
  unchanged: boolean
  /** Null for a file that is unchanged, that cannot be parsed, or whose language has no rules for that. */
  bindings: FileBindings | null
}

/** Reads and analyses files in worker threads. */
export interface AnalysisPool {
  /**
   * Analyses all, handing over batches as they are done, in any order. Waits for `onBatch` before handing over the
   * next, so that results never pile up. A worker that dies is replaced and its file comes back `failed`. Files that
   * `wanted` gives more than 0 come first, the highest before the others.
   */
  analyse(
    files: ScannedFile[],
    options: {
      signal?: AbortSignal
      wanted?: (path: string) => number
      onBatch: (batch: AnalysedFile[]) => void | Promise<void>
    },
  ): Promise<void>
  /** Colours and outline of a part of one file, for the code view. Lines from 1, both included. */
  tokens(
    path: string,
    options: { from: number; to: number; signal?: AbortSignal },
  ): Promise<import('@tlc/analyzers/facts').LineTokens[]>
  /** Who is who in one file, as it is on disk now. */
  bindings(path: string, options?: { knownHash?: string; signal?: AbortSignal }): Promise<ReadBindings>
  /** Starts the threads ahead of need, so that they load while the project is scanned. */
  warm(): void
  /**
   * Ends the threads to give memory back, unless an analysis runs, and half a second later starts `ready` (default 0) fresh
   * ones, so that the next saved file does not wait for a start. The first of them reads the files of `practice`, whose
   * results are dropped: a program that just started is many times slower. Called by the engine when idle.
   */
  rest(options?: { ready?: number; practice?: ScannedFile[] }): Promise<void>
  close(): Promise<void>
}

/** A burst of changes on disk, already filtered by the ignore rules. */
export interface WatchBatch {
  /** Files that came or were written. They may be gone, or the same bytes as before, when they are read. */
  changed: string[]
  /** Files that went; some were perhaps never part of the project. A folder that went comes as `rescan`. */
  deleted: string[]
  /** Single paths do not tell what changed (a folder went, an ignore file changed, events were lost): scan again. */
  rescan: boolean
  /** Something in `.git` that means new commits, another branch or a rebase. */
  git: boolean
}
