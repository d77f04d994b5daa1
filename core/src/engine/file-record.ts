import type { FindingFact } from '@tlc/analyzers/facts'
import type { FileRecord, FindingRecord } from '../document/records.ts'
import { fileType } from '../system/file-type.ts'
import type { AnalysedFile } from '../workspace/contract.ts'

/** What the document shows of one analysed file. */
export function fileRecord(file: AnalysedFile, projectFindings: readonly FindingFact[]): FileRecord {
  const { facts } = file
  const record: FileRecord = {
    language: facts?.language ?? fileType(file.path),
    bytes: file.bytes,
    lines: facts?.lines ?? 0,
    code: facts?.code ?? 0,
    comments: facts?.comments ?? 0,
    functions: facts?.totals.functions ?? 0,
    complexity: facts?.totals.complexity ?? 0,
    maintainability: facts?.maintainability ?? null,
    findings: countBySeverity([...(facts?.findings ?? []), ...projectFindings]),
  }
  if (file.skipped) record.skipped = file.skipped
  return record
}

/** A finding as the document holds it; in a notebook the lines count within the cell. */
export function findingRecord(
  finding: FindingFact,
  cells?: { index: number; firstLine: number; lines: number }[],
): FindingRecord {
  const { rule, severity, line, column, endLine, endColumn, message, cwe, fingerprint } = finding
  const record: FindingRecord = { rule, severity, line, column, endLine, endColumn, message, cwe, fingerprint }
  const cell = cells?.findLast((each) => each.firstLine <= line)
  if (!cell) return record
  return { ...record, line: line - cell.firstLine + 1, endLine: endLine - cell.firstLine + 1, cell: cell.index }
}

/** Errors, warnings, infos. */
export function countBySeverity(findings: readonly { severity: FindingFact['severity'] }[]): FileRecord['findings'] {
  const counts: FileRecord['findings'] = [0, 0, 0]
  for (const { severity } of findings) counts[SEVERITY_INDEX[severity]]++
  return counts
}

const SEVERITY_INDEX = { error: 0, warning: 1, info: 2 } as const
