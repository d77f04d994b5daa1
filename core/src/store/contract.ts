import type { FileFacts, FindingFact } from '@tlc/analyzers/facts'
import type { SkipReason } from '../document/records.ts'
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
  known(): Promise<Map<string, KnownFile>>
  /** Replaces all rows of the given files in one transaction. */
  saveFiles(batch: AnalysedFile[]): Promise<void>
  /** Same bytes, other mtime: only the stamp changes. */
  touchFiles(files: KnownFile[]): Promise<void>
  removeFiles(paths: string[]): Promise<void>
  /** Findings that only the whole project shows (duplicated blocks), replaced as a set. */
  saveProjectFindings(findings: { path: string; finding: FindingFact }[]): Promise<void>
  saveCommits(batch: CommitFact[]): Promise<void>
  clearHistory(): Promise<void>
  /** Runs a named query of `store/queries/`. */
  query<Parameters, Row>(query: QueryDefinition<Parameters, Row>, parameters: Parameters): Promise<Row[]>
  close(): Promise<void>
}

/** One named query. SQL text with `$name` parameters only: no text is ever pasted in. */
export interface QueryDefinition<Parameters, Row> {
  id: string
  sql: string
  bind(parameters: Parameters): Record<string, string | number | boolean | null>
  /** Turns DuckDB's row into the typed one. */
  row(raw: Record<string, unknown>): Row
}

export type { FileFacts, SkipReason }
