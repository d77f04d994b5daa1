import type { SymbolFact, SymbolKind } from '@tlc/analyzers/facts'

/** Columns of `symbols s`, as the reader below expects them. */
export const SYMBOL_COLUMNS =
  's.name, s.kind, s.container, s.signature, s.doc, s.exported, s.line, s."column", s.end_line, s.end_column, s.name_line, s.name_column'

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
