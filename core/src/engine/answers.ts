import type { LineTokens } from '@tlc/analyzers/facts'
import type { Severity, SkipReason } from '../document/records.ts'
import type { DeletedFile } from '../store/queries/deleted-files.ts'
import type { ReportFunction } from '../store/queries/report-functions.ts'

/** The measures of one function. */
export type FunctionRow = ReportFunction

/** Shapes of the answers to requests. Paths are relative to the project; lines and columns count from 1. */

/** A definition as lists show it; line and column are those of its name. */
export interface SymbolRow {
  path: string
  language: string
  name: string
  kind: string
  line: number
  column: number
  endLine: number
  container: string | null
  signature: string
}

export interface Place {
  path: string
  line: number
  column: number
}

/** How sure a target is: bound in this file or through an import, the only one of its name, or one of several. */
export type Certainty = 'certain' | 'likely' | 'by-name'

export interface Target extends Place {
  certainty: Certainty
  /** The line's text, for lists. */
  text?: string
}

/** Where a name is used, the surest first. */
export interface Uses {
  name: string | null
  targets: Target[]
  /** Uses of the name on something that is not known, which are not among the targets. */
  leftOut: number
}

export interface FileLines {
  /** Lines of the whole file; of a file over the limit, those counted so far. */
  total: number
  from: number
  lines: string[]
  /** One entry a line; empty where the language is unknown. */
  tokens: LineTokens[]
  /** Of a notebook, whose lines are those of its code cells joined: where they begin. `index` counts all cells from 0. */
  cells?: { index: number; firstLine: number }[]
  skipped?: SkipReason
}

export interface ReportFile {
  path: string
  /** Language id, or the file type by its extension. */
  language: string
  lines: number
  code: number
  comments: number
  maintainability: number | null
  functions: FunctionRow[]
}

export interface ReportFinding extends Place {
  rule: string
  severity: Severity
  endLine: number
  message: string
  cwe: number[]
  /** For notebooks: index of the cell; lines then count within the cell. */
  cell?: number
}

/** One page of the analysis report; `next` is null on the last one. */
export interface ReportPage {
  project: { name: string; languages: { language: string; files: number; lines: number }[] }
  files: ReportFile[]
  findings: ReportFinding[]
  skipped: { path: string; reason: SkipReason }[]
  /** What the analysis could not do, for people; '' when it did everything. */
  message: string
  elapsedMs: number
  parsed: number
  peakRssMb: number
  next: string | null
}

/** What git says about the project. */
export interface HistoryReport {
  commits: number
  authors: { name: string; commits: number }[]
  /** Every file that the project still has and that was ever committed, the hottest first. */
  files: HistoryFile[]
  coChanges: { a: string; b: string; together: number; degree: number }[]
  /** Why there is no history, or what is missing from it; '' when nothing is. */
  message: string
  /** When they were asked for: files that commits name and the project no longer has, those that changed most first. */
  deletedFiles?: DeletedFile[]
}

export interface HistoryFile {
  path: string
  revisions: number
  added: number
  deleted: number
  authors: number
  mainAuthor: string
  mainAuthorShare: number
  /** ms since the epoch. */
  lastChanged: number
  complexity: number
  /** 0..1 */
  hotspot: number
}

/** Who last changed each line of a window, and with which commit; empty without git, and for lines that are not committed. */
export interface FileBlame {
  from: number
  lines: ({ author: string; at: number; commit: string; summary: string } | null)[]
}

/** Lines of a file that hold a text. */
export interface FileFound {
  lines: number[]
  /** Whether there are more than are given. */
  more: boolean
}
