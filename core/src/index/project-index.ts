import { hash } from 'node:crypto'
import { join } from 'node:path'
import { errorText } from '../system/error.ts'
import { insideProject } from '../system/paths.ts'
import type { System } from '../system/system.ts'
import { readSource } from '../workspace/read-source.ts'
import { chunkDocument, chunkFile } from './chunks/chunk-file.ts'
import { chunkKey, embeddingText } from './chunks/embedding-text.ts'
import { exportsAlone, hasBodies } from './chunks/file-content.ts'
import { formatOfPath, pathClass } from './chunks/kind-of-path.ts'
import type { Chunk, ChunkKey, IndexedFile, KnowledgeDocument, SearchAnswer, SearchQuery } from './contract.ts'
import { type SearchInput, searchSegments } from './search/search-segments.ts'
import { bitsOf, DOCUMENT_BIT } from './segment/path-bits.ts'
import type { FileToIndex } from './segment/segment-builder.ts'
import { SegmentFolder } from './segment/segment-folder.ts'
import { SegmentSet } from './segment/segment-set.ts'

export interface ProjectIndexOptions {
  system: Pick<System, 'files' | 'random'>
  /** Absolute real path of the project's folder. */
  root: string
  /** Where the index is kept. */
  folder: string
}

export interface FileWeight {
  /** Files that import it. */
  importers: number
  /** ms since the epoch. */
  changedAt: number
}

/** A file or document with the text that its vector is made from. */
export interface TextToEmbed {
  key: number
  text: string
}

export interface ChunkAtLine extends TextToEmbed {
  startLine: number
  endLine: number
}

/** The words, names and symbols of one project: what is searchable at once. One process only. */
export class ProjectIndex {
  readonly #options: ProjectIndexOptions
  readonly #folder: SegmentFolder
  readonly #set = new SegmentSet()
  readonly #weights = new Map<string, FileWeight>()
  /** What was damaged, for people. */
  message = ''

  private constructor(options: ProjectIndexOptions) {
    this.#options = options
    this.#folder = new SegmentFolder(options.system, join(options.folder, 'words'))
  }

  /** Opens what was saved. What is damaged is left out and said in `message`. Rejects with `TlcError` `file/…`. */
  static async open(options: ProjectIndexOptions): Promise<ProjectIndex> {
    const index = new ProjectIndex(options)
    index.message = await index.#folder.load(index.#set)
    return index
  }

  /** Files of the project, and other documents. */
  counts(): { files: number; documents: number } {
    const documents = this.#set.countFlagged(DOCUMENT_BIT)
    return { files: this.#set.fileCount - documents, documents }
  }

  get isEmpty(): boolean {
    return this.#set.fileCount === 0
  }

  get chunks(): number {
    return this.#set.chunkCount
  }

  get set(): SegmentSet {
    return this.#set
  }

  bytes(): number {
    return this.#set.bytes
  }

  /** Whether this state of a file or document is searchable. */
  has(path: string, version: string): boolean {
    return this.#set.hashOf(path) === sha1Of(version)
  }

  /** Reads and indexes files; answers the paths that could not be read, or that changed since they were described. */
  index(described: (IndexedFile | KnowledgeDocument)[]): string[] {
    const passed: string[] = []
    const files: FileToIndex[] = []
    for (const one of described) {
      const chunks = this.#chunksOf(one)
      if (chunks === null) {
        passed.push(idOf(one))
        continue
      }
      files.push(fileToIndex(one, chunks))
    }
    this.#set.put(files)
    return passed
  }

  /** The texts of a file's chunks, for their vectors; empty when it changed meanwhile. */
  textsOf(described: IndexedFile | KnowledgeDocument): TextToEmbed[] {
    const path = idOf(described)
    const chunks = this.#chunksOf(described) ?? []
    return chunks.map((chunk) => ({ key: keyOf(chunk, described), text: embeddingText(chunk, path) }))
  }

  keys(): Iterable<ChunkKey> {
    return this.#set.keys()
  }

  /** How much a file matters beside its words: who imports it, and when it last changed. */
  weigh(path: string, weight: FileWeight): void {
    this.#weights.set(path, weight)
  }

  /** Files with a chunk whose key is `missing`: code before tests and documents, the most imported and the newest first. */
  pathsByWeight(missing: (key: ChunkKey) => boolean): string[] {
    const now = Date.now()
    const ranked: { path: string; rank: number }[] = []
    for (const [path, keys] of this.#set.keysByPath()) {
      if (keys.some(missing)) ranked.push({ path, rank: rankOf(path, this.#weights.get(path), now) })
    }
    return ranked.sort((a, b) => b.rank - a.rank).map(({ path }) => path)
  }

  /**
   * The smallest chunk at a line, or the next one where the line is between chunks, with the lines of the whole definition
   * that it is a part of; null when the file changed meanwhile or ends before.
   */
  chunkAt(described: IndexedFile | KnowledgeDocument, line: number): ChunkAtLine | null {
    const chunks = this.#chunksOf(described) ?? []
    const at = chunks.filter((chunk) => chunk.startLine <= line && chunk.endLine >= line)
    const [smallest] = at.sort((a, b) => a.endLine - a.startLine - (b.endLine - b.startLine))
    const chunk = smallest ?? chunks.find(({ startLine }) => startLine > line)
    if (!chunk) return null
    const { startLine, endLine } = wholeOf(chunk, described)
    return { key: keyOf(chunk, described), text: embeddingText(chunk, idOf(described)), startLine, endLine }
  }

  remove(paths: Iterable<string>): void {
    for (const path of paths) this.#set.remove(path)
  }

  /** Removes what is not among these. */
  retain(paths: ReadonlySet<string>): void {
    this.remove([...this.#set.paths()].filter((path) => !paths.has(path)))
  }

  search(query: SearchQuery, input: SearchInput = {}): Pick<SearchAnswer, 'hits' | 'expansion' | 'queryClass'> {
    return searchSegments(this.#set, query, { importers: (path) => this.#weights.get(path)?.importers ?? 0, ...input })
  }

  /** Joins small parts by steps, for when there is time; true at the end when something was joined. */
  tidy(): Generator<void, boolean> {
    return this.#set.tidy()
  }

  /** Rejects with `TlcError` `file/…`; what is in memory goes on to be searchable. */
  save(): Promise<void> {
    return this.#folder.save(this.#set)
  }

  #chunksOf(described: IndexedFile | KnowledgeDocument): Chunk[] | null {
    if ('id' in described) return chunkDocument(described)
    try {
      const source = readSource(insideProject(this.#options.root, described.path))
      if (source.text === null || source.hash !== described.hash) return null
      return chunkFile(described, source.text)
    } catch (fault) {
      this.message = `${described.path} could not be indexed: ${errorText(fault)}`
      return null
    }
  }
}

function fileToIndex(described: IndexedFile | KnowledgeDocument, chunks: Chunk[]): FileToIndex {
  const isDocument = 'id' in described
  return {
    path: idOf(described),
    hash: sha1Of(isDocument ? described.version : described.hash),
    language: isDocument ? '' : described.language,
    flags: isDocument ? DOCUMENT_BIT : flagsOf(described.path, chunks),
    chunks,
    keys: chunks.map((chunk) => keyOf(chunk, described)),
  }
}

/** A file changed today counts as much as one that 30 others import; after a month half of that. */
function rankOf(
  path: string,
  { importers, changedAt }: FileWeight = { importers: 0, changedAt: 0 },
  now: number,
): number {
  const format = formatOfPath(path, '')
  const { test, example, vendored, generated } = pathClass(path)
  const aside = test || example || vendored || generated || format !== 'code'
  const days = Math.max(0, now - changedAt) / 86_400_000
  return Math.log2(1 + importers) + 5 / (1 + days / 30) - (aside ? 100 : 0)
}

/** What its text says counts beside its path: a list of exports may hold more, and a header may declare alone. */
function flagsOf(path: string, chunks: Chunk[]): number {
  const classes = pathClass(path)
  const barrel = classes.barrel && exportsAlone(chunks)
  const declaration = classes.declaration || (/\.(?:h|hh|hpp)$/.test(path) && !hasBodies(chunks))
  return bitsOf({ ...classes, barrel, declaration })
}

/** A long definition is cut into several chunks. */
function wholeOf(chunk: Chunk, described: IndexedFile | KnowledgeDocument): { startLine: number; endLine: number } {
  const { name, startLine, endLine } = chunk
  const symbols = 'id' in described || chunk.symbolKind === null ? [] : described.symbols
  const own = symbols.find(
    (symbol) =>
      (symbol.container === null ? symbol.name : `${symbol.container}.${symbol.name}`) === name &&
      symbol.line <= endLine &&
      symbol.endLine >= startLine,
  )
  return { startLine: Math.min(startLine, own?.line ?? startLine), endLine: Math.max(endLine, own?.endLine ?? endLine) }
}

function keyOf(chunk: Chunk, described: IndexedFile | KnowledgeDocument): number {
  return chunkKey(chunk, idOf(described))
}

function idOf(described: IndexedFile | KnowledgeDocument): string {
  return 'id' in described ? described.id : described.path
}

/** Files are told apart by their SHA-1 already; documents by whatever their source says. */
function sha1Of(version: string): string {
  return /^[0-9a-f]{40}$/.test(version) ? version : hash('sha1', version, 'hex')
}
