import type { SymbolKind } from '@tlc/analyzers/facts'
import type { KnowledgeKind, ListId } from '../contract.ts'
import type { Segment } from '../segment/segment.ts'
import { termsOfIdentifier } from '../text/terms.ts'
import type { Corpus } from './bm25.ts'

/** A chunk that at least one list proposes, with what the signals ask of it. */
export interface Candidate {
  /** Number over all segments. */
  at: number
  segment: Segment
  chunk: number
  /** Number of its file over all segments. */
  file: number
  path: string
  name: string
  kind: KnowledgeKind
  symbolKind: SymbolKind | null
  exported: boolean
  depth: number
  flags: number
  /** Files that import its file. */
  importers: number
  /** Cosine of its vector and the query's; 0 without one. */
  likeness: number
  /** Its score by words, of the best one's; 0 when that list does not have it. */
  wording: number
  /** The same for all words of its file. */
  fileWording: number
  /** Ranks from 1, by list. */
  ranks: Partial<Record<ListId, number>>
  /** How well its definition fits a symbol of the query: 1 for the same name, less for a part of it, 0 for none. */
  defines: number
  /** Fused from the lists; the best has 1. */
  fused: number
  /** The fused scores of all candidates of its file. */
  fileSum: number
  stemTerms: ReadonlySet<string>
  folderTerms: ReadonlySet<string>
  nameTerms: ReadonlySet<string>
}

/** Folders above a file that say what it is about; those further up say what the project is. */
const NEAR_FOLDERS = 3

export function candidateAt(corpus: Corpus, at: number): Candidate {
  const s = segmentOf(corpus.chunkBase, at)
  const segment = corpus.segments[s]!
  const chunk = at - corpus.chunkBase[s]!
  const file = segment.data.sections.chunkFiles[chunk]!
  const path = segment.path(file)
  const name = segment.name(chunk)
  const { stem, folders } = partsOf(path)
  return {
    at,
    segment,
    chunk,
    file: corpus.fileBase[s]! + file,
    path,
    name,
    kind: segment.kind(chunk),
    symbolKind: segment.symbolKind(chunk),
    exported: segment.exported(chunk),
    depth: segment.depth(chunk),
    flags: segment.data.sections.fileFlags[file]!,
    importers: 0,
    likeness: 0,
    wording: 0,
    fileWording: 0,
    ranks: {},
    defines: 0,
    fused: 0,
    fileSum: 0,
    stemTerms: termSet(stem),
    folderTerms: termSet(folders),
    nameTerms: termSet(name),
  }
}

/** Index of the last of the ascending `bases` that is not above `at`. */
export function segmentOf(bases: number[], at: number): number {
  let s = bases.length - 1
  while (bases[s]! > at) s--
  return s
}

function partsOf(path: string): { stem: string; folders: string } {
  const parts = path.split('/')
  const file = parts.pop() ?? ''
  // `__init__.py`, `index.ts` and `mod.rs` are named by their folder.
  const stem = file.replace(/\.[^.]+$/, '')
  const named = /^(?:__init__|index|mod|main|lib)$/.test(stem) ? (parts.pop() ?? stem) : stem
  return { stem: named, folders: parts.slice(-NEAR_FOLDERS).join(' ') }
}

/** The same names and folders are asked for from query to query. */
const known = new Map<string, ReadonlySet<string>>()
const MOST_KNOWN = 20_000

function termSet(text: string): ReadonlySet<string> {
  let terms = known.get(text)
  if (terms === undefined) {
    if (known.size >= MOST_KNOWN) known.clear()
    const words = text.split(/[^\p{L}\p{N}_$]+/u).filter((word) => word !== '')
    terms = new Set(words.flatMap((word) => termsOfIdentifier(word)))
    known.set(text, terms)
  }
  return terms
}
