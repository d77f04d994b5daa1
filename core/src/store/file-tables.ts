import type { BlockFact, FindingFact, FunctionFact, ImportFact, SymbolFact } from '@tlc/analyzers/facts'
import type { AnalysedFile } from '../workspace/contract.ts'
import type { StoredReferences } from './reference-table.ts'
import { defineTable } from './tables.ts'

/** A fact with the id of the file it was found in. */
export interface OfFile<Fact> {
  file: number
  fact: Fact
}

export const filesTable = defineTable<OfFile<AnalysedFile>>('files', {
  id: ['integer', (row) => row.file],
  path: ['text', (row) => row.fact.path],
  bytes: ['number', (row) => row.fact.bytes],
  mtime: ['number', (row) => row.fact.mtimeMs],
  hash: ['text', (row) => row.fact.hash],
  language: ['text', (row) => row.fact.facts?.language ?? ''],
  skipped: ['text', (row) => row.fact.skipped ?? ''],
  message: ['text', (row) => row.fact.message ?? ''],
  lines: ['integer', (row) => row.fact.facts?.lines ?? 0],
  code: ['integer', (row) => row.fact.facts?.code ?? 0],
  comments: ['integer', (row) => row.fact.facts?.comments ?? 0],
  blank: ['integer', (row) => row.fact.facts?.blank ?? 0],
  maintainability: ['number', (row) => row.fact.facts?.maintainability ?? null],
  complexity: ['integer', (row) => row.fact.facts?.totals.complexity ?? 0],
  functions: ['integer', (row) => row.fact.facts?.totals.functions ?? 0],
  symbols: ['integer', (row) => row.fact.facts?.totals.symbols ?? 0],
  syntax_errors: ['integer', (row) => row.fact.facts?.syntaxErrors ?? 0],
  cells: ['text', (row) => (row.fact.facts?.cells ? JSON.stringify(row.fact.facts.cells) : '')],
})

export const symbolsTable = defineTable<OfFile<SymbolFact>>('symbols', {
  file: ['integer', (row) => row.file],
  name: ['text', (row) => row.fact.name],
  kind: ['text', (row) => row.fact.kind],
  container: ['text', (row) => row.fact.container ?? ''],
  signature: ['text', (row) => row.fact.signature],
  doc: ['text', (row) => row.fact.doc ?? ''],
  exported: ['flag', (row) => row.fact.exported],
  line: ['integer', (row) => row.fact.line],
  column: ['integer', (row) => row.fact.column],
  end_line: ['integer', (row) => row.fact.endLine],
  end_column: ['integer', (row) => row.fact.endColumn],
  name_line: ['integer', (row) => row.fact.nameLine],
  name_column: ['integer', (row) => row.fact.nameColumn],
})

export const functionsTable = defineTable<OfFile<FunctionFact>>('functions', {
  file: ['integer', (row) => row.file],
  name: ['text', (row) => row.fact.name],
  container: ['text', (row) => row.fact.container ?? ''],
  line: ['integer', (row) => row.fact.line],
  end_line: ['integer', (row) => row.fact.endLine],
  cyclomatic: ['integer', (row) => row.fact.cyclomatic],
  cognitive: ['integer', (row) => row.fact.cognitive],
  nesting: ['integer', (row) => row.fact.nesting],
  parameters: ['integer', (row) => row.fact.parameters],
  code_lines: ['integer', (row) => row.fact.codeLines],
})

export const referencesTable = defineTable<OfFile<StoredReferences>>('file_references', {
  file: ['integer', (row) => row.file],
  names: ['text', (row) => row.fact.names],
  counts: ['bytes', (row) => row.fact.counts],
  positions: ['bytes', (row) => row.fact.positions],
})

export const importsTable = defineTable<OfFile<ImportFact>>('imports', {
  file: ['integer', (row) => row.file],
  line: ['integer', (row) => row.fact.line],
  module: ['text', (row) => row.fact.module],
  names: ['text', (row) => row.fact.names.join('\n')],
})

/** `project` marks findings that only the whole project shows; they outlive the file's own analysis. */
export const findingsTable = defineTable<OfFile<FindingFact> & { project: boolean }>('findings', {
  file: ['integer', (row) => row.file],
  project: ['flag', (row) => row.project],
  rule: ['text', (row) => row.fact.rule],
  severity: ['text', (row) => row.fact.severity],
  message: ['text', (row) => row.fact.message],
  cwe: ['text', (row) => row.fact.cwe.join(',')],
  fingerprint: ['text', (row) => row.fact.fingerprint],
  line: ['integer', (row) => row.fact.line],
  column: ['integer', (row) => row.fact.column],
  end_line: ['integer', (row) => row.fact.endLine],
  end_column: ['integer', (row) => row.fact.endColumn],
})

export const blocksTable = defineTable<OfFile<BlockFact>>('blocks', {
  file: ['integer', (row) => row.file],
  hash: ['text', (row) => row.fact.hash],
  line: ['integer', (row) => row.fact.line],
  end_line: ['integer', (row) => row.fact.endLine],
})
