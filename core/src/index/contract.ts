import type { SymbolKind } from '@tlc/analyzers/facts'

/** What a piece of knowledge is. */
export type KnowledgeKind =
  | 'code'
  | 'test'
  | 'documentation'
  | 'example'
  | 'configuration'
  | 'commit'
  | 'message'
  | 'fix'
  | 'page'
  | 'package'

/** A definition as the index needs it; lines count from 1. */
export interface IndexedSymbol {
  name: string
  kind: SymbolKind
  container: string | null
  signature: string
  doc: string | null
  exported: boolean
  line: number
  endLine: number
}

/** A file of the project as the engine hands it to the index. The index reads the text itself. */
export interface IndexedFile {
  /** Relative to the project, `/` between parts. */
  path: string
  /** SHA-1 of the bytes, as `readSource` gives it. */
  hash: string
  /** Language id, or '' for a file without a grammar. */
  language: string
  symbols: IndexedSymbol[]
  /** For notebooks: the first line, counted over all code cells joined, of each code cell and that cell's index. */
  cells?: { index: number; firstLine: number; lines: number }[]
}

/** Knowledge that is no file of the project: a commit, a message, a page, documentation of a package, a fix. */
export interface KnowledgeDocument {
  /** Unique and stable, `<source>:<id>`: `commit:1a2b3c`, `page:https://…`. It stands where a hit of a file has its path. */
  id: string
  kind: KnowledgeKind
  title: string
  /** Markdown or plain text; headings make chunks. */
  text: string
  /** ms since the epoch: when it was written or fetched. */
  at: number
  /** Changes whenever the text does. */
  version: string
}

/** One retrievable piece: a symbol, a section, a cell, or a whole small file. */
export interface Chunk {
  kind: KnowledgeKind
  startLine: number
  endLine: number
  /** Full name of the symbol or the heading's path joined by ` > `; '' for a part without a name. */
  name: string
  /** Of the small definitions in it that have no chunk of their own, their names. */
  names?: string[]
  /** Null for what is no definition. */
  symbolKind: SymbolKind | null
  exported: boolean
  /** Where the name itself stands among its containers: 0 at the top level. */
  depth: number
  /** What words are counted from: signature, comment, body. */
  text: string
  /** What describes the chunk beside its text: path, containers, names. Counted in the list of names. */
  context: string
}

/** Of a chunk's embedded text: 52 bits of its SHA-1, so that it fits a number. Moved code keeps its key. */
export type ChunkKey = number

export interface SearchQuery {
  query: string
  /** 1 to 50; default 10. */
  limit?: number
  /** Only these kinds; all when empty or absent. */
  kinds?: KnowledgeKind[]
  /** Only paths that start with one of these, or fit one as a glob. */
  paths?: string[]
  /** Only these language ids. */
  languages?: string[]
  /** The answer says for each hit which list gave what. */
  explain?: boolean
  /** Each further hit of one file keeps this part of its score, 0 to 1: how much hits are spread over files. Its default depends on the query's class. */
  furtherOfFile?: number
}

export interface SearchHit {
  /** Path in the project; for other knowledge its id. */
  path: string
  startLine: number
  endLine: number
  /** Comparable within one answer only; higher is better. */
  score: number
  kind: KnowledgeKind
  /** Reasons, the strongest first, for people. */
  why: string[]
  /** Full name of the symbol or heading; '' without one. */
  name: string
  symbolKind: SymbolKind | null
  language: string
  /** Its rank, from 1, in each list that proposed it; absent where no lists were made. */
  ranks?: Partial<Record<ListId, number>>
}

/** What a search is fused from: words, words of the file, words of name and path, definitions, meaning. */
export type ListId = 'body' | 'files' | 'names' | 'symbols' | 'vectors'

/** How far the index is. */
export interface IndexProgress {
  /** Files of the project that are searchable. */
  files: number
  /** Commits, messages, pages, packages and fixes that are searchable. */
  documents: number
  /** Files that are known and not yet searchable. */
  pendingFiles: number
  /** Commits, messages, pages, packages and fixes that are known and not yet searchable. */
  pendingDocuments: number
  chunks: number
  /** Of `chunks`, those with a vector. */
  embedded: number
  /** Why nothing is embedded, for people; '' when it is being done or done. */
  withoutVectors: string
  /** What is damaged or could not be read, for people; '' when all is well. */
  message: string
  bytes: number
  /** The index rests, and is about to be opened: the figures are not known yet. */
  opening?: true
}

export interface SearchAnswer {
  hits: SearchHit[]
  tookMs: number
  /** Words and symbols that were added to the query, with their weight. */
  expansion: { term: string; weight: number; because: string }[]
  queryClass: QueryClass
  progress: IndexProgress
  /** Why nothing was found, for people, where the filters tell it. */
  notes?: string[]
}

export type QueryClass = 'symbol' | 'path' | 'question' | 'error'
