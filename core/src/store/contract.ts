import type { FileFacts, FindingFact } from '@tlc/analyzers/facts'
import type { RunRecord, SkipReason } from '../document/records.ts'
import type { LearningChange } from '../learning/contract.ts'
import type { AnalysedFile } from '../workspace/contract.ts'

/** What the store remembers of a file, enough to know that it need not be read or parsed again. */
export interface KnownFile {
  path: string
  bytes: number
  mtimeMs: number
  hash: string
}

/** One commit as the history pass yields it. */
export interface CommitFact {
  hash: string
  author: string
  email: string
  /** ms since the epoch. */
  at: number
  parents: number
  subject: string
  changes: ChangeFact[]
}

export interface ChangeFact {
  path: string
  /** The path before, when the commit renamed the file. */
  from: string | null
  /** Null for a binary file or a blob that is missing in a partial clone. */
  added: number | null
  deleted: number | null
}

/** The tables of one project, in DuckDB. All methods reject with `TlcError` `store/…` on a fault. One process only. */
export interface Store {
  /** What went wrong with an older file that was set aside, for people; null when all was well. */
  readonly notice: string | null
  known(): Promise<Map<string, KnownFile>>
  /** Replaces all rows of the given files in one transaction. */
  saveFiles(batch: AnalysedFile[]): Promise<void>
  /** Same bytes, other mtime: only the stamp changes. */
  touchFiles(files: KnownFile[]): Promise<void>
  removeFiles(paths: string[]): Promise<void>
  /** Whether files changed since the project's findings were last replaced, in this process or in one that died. */
  projectFindingsDue(): Promise<boolean>
  /** Findings that only the whole project shows (duplicated blocks), replaced as a set. */
  saveProjectFindings(findings: { path: string; finding: FindingFact }[]): Promise<void>
  saveRun(run: RunRecord): Promise<void>
  /** What the last finished history pass left to recognise its end by; null before the first. */
  historyMark(): Promise<string | null>
  /**
   * Begins a pass: `all` forgets the history, `newer` keeps it. Either way what a pass that never finished left behind
   * goes. Batches follow, newest commit first, then `finishHistory`, which makes them visible to the queries.
   */
  beginHistory(reach: 'all' | 'newer'): Promise<void>
  saveCommits(batch: CommitFact[]): Promise<void>
  /** Ends the pass: follows renames and remembers the mark. */
  finishHistory(mark: string): Promise<void>
  clearHistory(): Promise<void>
  /** Puts and takes away what was learnt from runs and people, in one transaction. */
  saveLearning(change: LearningChange): Promise<void>
  /** Runs a named query of `store/queries/`. */
  query<Parameters, Row>(query: QueryDefinition<Parameters, Row>, parameters: Parameters): Promise<Row[]>
  /** The same in parts, for answers that should not stand in memory whole. Sees one state of the tables throughout. */
  stream<Parameters, Row>(query: QueryDefinition<Parameters, Row>, parameters: Parameters): AsyncIterable<Row[]>
  close(): Promise<void>
}

export type BoundValue = string | number | boolean | null | string[] | number[]

/** One named query. SQL text with `$name` parameters only: no text is ever pasted in. */
export interface QueryDefinition<Parameters, Row> {
  id: string
  sql: string
  bind(parameters: Parameters): Record<string, BoundValue>
  /** Turns DuckDB's row into the typed one; `raw` is the same object for every row. */
  row(raw: Record<string, unknown>): Row
}

export type { FileFacts, SkipReason }
