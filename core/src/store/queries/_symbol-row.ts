import type { SymbolKind } from '@tlc/analyzers/facts'

/** A definition and where it stands. `line` and `column` are those of its name. */
export interface SymbolRow {
  path: string
  language: string
  name: string
  kind: SymbolKind
  line: number
  column: number
  /** First line of the whole definition: above `line` when it has decorators or a head of several lines. */
  startLine: number
  endLine: number
  /** Names of the enclosing definitions joined by `.`; null at the top level. */
  container: string | null
  signature: string
  doc: string | null
  exported: boolean
}

/** Columns of `symbols s` and `files f`, as `symbolRow` expects them. */
export const SYMBOL_COLUMNS =
  'f.path, f.language, s.name, s.kind, s.name_line, s.name_column, s.line, s.end_line, s.container, s.signature, s.doc, s.exported'

export function symbolRow(raw: Record<string, unknown>): SymbolRow {
  return {
    path: raw.path as string,
    language: raw.language as string,
    name: raw.name as string,
    kind: raw.kind as SymbolKind,
    line: raw.name_line as number,
    column: raw.name_column as number,
    startLine: raw.line as number,
    endLine: raw.end_line as number,
    container: (raw.container as string) || null,
    signature: raw.signature as string,
    doc: (raw.doc as string) || null,
    exported: raw.exported as boolean,
  }
}
