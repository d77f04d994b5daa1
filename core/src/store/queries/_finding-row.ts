import type { FindingFact, Severity } from '@tlc/analyzers/facts'

/** Columns of `findings i`, as `findingRow` expects them. */
export const FINDING_COLUMNS =
  'i.rule, i.severity, i.message, i.cwe, i.fingerprint, i.line, i."column", i.end_line, i.end_column'

export function findingRow(raw: Record<string, unknown>): FindingFact {
  const cwe = raw.cwe as string
  return {
    rule: raw.rule as string,
    severity: raw.severity as Severity,
    message: raw.message as string,
    cwe: cwe === '' ? [] : cwe.split(',').map(Number),
    fingerprint: raw.fingerprint as string,
    line: raw.line as number,
    column: raw.column as number,
    endLine: raw.end_line as number,
    endColumn: raw.end_column as number,
  }
}
