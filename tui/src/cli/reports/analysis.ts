import type { Severity, SkipReason } from '@tlc/core/document/records'

/** Shapes of `tlc analyze --json`, which other programs rely on: they change by addition only. */
export const ANALYSIS_SCHEMA_VERSION = 1

export interface ReportedProject {
  name: string
  languages: { language: string; files: number; lines: number }[]
}

export interface ReportedFunction {
  name: string
  line: number
  endLine: number
  cyclomatic: number
  cognitive: number
  nesting: number
  parameters: number
}

export interface ReportedFile {
  path: string
  language: string
  lines: number
  code: number
  comments: number
  /** 0..100; null without a grammar. */
  maintainability: number | null
  functions: ReportedFunction[]
}

export interface ReportedFinding {
  rule: string
  severity: Severity
  path: string
  line: number
  column: number
  endLine: number
  message: string
  cwe: number[]
}

export interface ReportedSkip {
  path: string
  reason: SkipReason
}

/** One page of the report as the daemon hands it over; the first one also has what concerns the whole. */
export interface AnalysisPage {
  project: ReportedProject
  files: ReportedFile[]
  findings: ReportedFinding[]
  skipped: ReportedSkip[]
  elapsedMs: number
  peakRssMb: number
  /** Cursor of the next page; null after the last. */
  next: string | null
}
