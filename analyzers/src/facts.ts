import type { languages } from './languages.generated.ts'

/** What the analysis of one file yields. Lines and columns count from 1; columns are UTF-16 code units. */

export interface Span {
  line: number
  column: number
  endLine: number
  endColumn: number
}

/** Ids of the files in `languages/`. */
export type LanguageId = (typeof languages)[number]['id']

export type SymbolKind =
  | 'class'
  | 'interface'
  | 'struct'
  | 'enum'
  | 'trait'
  | 'type'
  | 'function'
  | 'method'
  | 'constructor'
  | 'property'
  | 'field'
  | 'variable'
  | 'constant'
  | 'module'
  | 'namespace'
  | 'macro'
  | 'enum-member'

/** A definition. The span covers the whole definition; `nameLine` and `nameColumn` point at the name itself. */
export interface SymbolFact extends Span {
  name: string
  kind: SymbolKind
  nameLine: number
  nameColumn: number
  /** Names of the enclosing definitions joined by `.`, outermost first; null at the top level. */
  container: string | null
  /** The head of the definition on one line, without its body, at most 200 characters. */
  signature: string
  /** Text of the doc comment or docstring without its markers, at most 2,000 characters. */
  doc: string | null
  exported: boolean
}

/**
 * One function, method, constructor, named lambda or accessor with a body. Function expressions without a name are listed
 * as `(anonymous)` where lizard lists them. What is listed by itself is not counted again in the function around it.
 */
export interface FunctionFact {
  name: string
  container: string | null
  /** Line of the name, where it is part of the function; else where the function starts. */
  line: number
  endLine: number
  /** McCabe: 1 + decision points, counted as lizard counts them for the language. */
  cyclomatic: number
  /** SonarSource's "Cognitive Complexity" (G. Ann Campbell, 2018). */
  cognitive: number
  /** Deepest nesting of control structures; 0 for a straight body. */
  nesting: number
  parameters: number
  /** Lines that hold code, comments and blanks left out. */
  codeLines: number
}

/**
 * Every use of every name in one file, those in definitions and imports too, as one table so that it crosses threads
 * without a copy: `names[i]` is used `counts[i]` times; `positions` holds line, column of each use, names in their order.
 * Names are unique.
 */
export interface ReferenceTable {
  names: string[]
  counts: Uint32Array
  positions: Uint32Array
}

export interface ImportFact {
  line: number
  /** As written: `./store`, `os.path`, `stdio.h`. */
  module: string
  /** Local names that the import binds; empty for a side-effect import or an include. `*` for all. */
  names: string[]
}

export type Severity = 'error' | 'warning' | 'info'

export interface FindingFact extends Span {
  /** `<group>/<rule>` of the rule that reported it. */
  rule: string
  severity: Severity
  message: string
  /** CWE numbers. */
  cwe: number[]
  /** Survives moved lines: hash of rule, the line's text without white space, and its ordinal among equals in the file. */
  fingerprint: string
}

/** A window of normalised lines, for the search of duplicated blocks across files. */
export interface BlockFact {
  hash: string
  line: number
  endLine: number
}

export interface FileFacts {
  language: LanguageId | null
  /** All lines, of which `code`, `comments` and `blank` do not overlap and add up to it. */
  lines: number
  code: number
  comments: number
  blank: number
  /** Microsoft's 0..100: max(0, (171 - 5.2 ln V - 0.23 CC - 16.2 ln LOC) * 100 / 171), over the file; null without a grammar. */
  maintainability: number | null
  /** Of the lists below, which cost more to read: their lengths, and the highest cyclomatic complexity, 0 without functions. */
  totals: { symbols: number; functions: number; complexity: number }
  symbols: SymbolFact[]
  functions: FunctionFact[]
  references: ReferenceTable
  imports: ImportFact[]
  findings: FindingFact[]
  blocks: BlockFact[]
  /** Nodes that the grammar could not parse. The rest of the file is still analysed. */
  syntaxErrors: number
  /** For a notebook: the first line, counted over all code cells joined, of each code cell and that cell's index. */
  cells?: { index: number; firstLine: number; lines: number }[]
}

/** What a piece of text is, for colouring. */
export type TokenKind =
  | 'keyword'
  | 'string'
  | 'comment'
  | 'number'
  | 'type'
  | 'function'
  | 'constant'
  | 'operator'
  | 'tag'
  | 'text'

/** Colour spans of one line: [start column from 0, end column, kind], sorted, not overlapping. */
export type LineTokens = [start: number, end: number, kind: TokenKind][]
