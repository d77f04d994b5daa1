import type { FindingFact, Severity, SymbolFact, SymbolKind } from '@tlc/analyzers/facts'

/** Columns of `symbols s` and of `findings i`, as the readers below expect them. */
export const SYMBOL_COLUMNS =
  's.name, s.kind, s.container, s.signature, s.doc, s.exported, s.line, s."column", s.end_line, s.end_column, s.name_line, s.name_column'
export const FINDING_COLUMNS =
  'i.rule, i.severity, i.message, i.cwe, i.fingerprint, i.line, i."column", i.end_line, i.end_column'

export function symbolOf(raw: Record<string, unknown>): SymbolFact {
  return {
    name: raw.name as string,
    kind: raw.kind as SymbolKind,
    container: (raw.container as string) || null,
    signature: raw.signature as string,
    doc: (raw.doc as string) || null,
    exported: raw.exported as boolean,
    line: raw.line as number,
    column: raw.column as number,
    endLine: raw.end_line as number,
    endColumn: raw.end_column as number,
    nameLine: raw.name_line as number,
    nameColumn: raw.name_column as number,
  }
}

export function findingOf(raw: Record<string, unknown>): FindingFact {
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
