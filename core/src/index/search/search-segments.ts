import type { ListId, QueryClass, SearchAnswer, SearchHit, SearchQuery } from '../contract.ts'
import type { SegmentSet } from '../segment/segment-set.ts'
import { best, type Corpus, corpusOf, type Scored, scoreField } from './bm25.ts'
import { type Candidate, candidateAt, segmentOf } from './candidate.ts'
import { classifyQuery } from './classify-query.ts'
import type { QueryFacts, Verdict } from './define-signal.ts'
import { type AddedTerm, companionsOf, synonymsOf } from './expand-query.ts'
import { filterOf, type Place } from './filter.ts'
import { fuse } from './fuse.ts'
import { type QueryTerm, queryTerms } from './query-terms.ts'
import { signals } from './signals.generated.ts'
import { symbolList } from './symbol-list.ts'

/** Parts of the search that can be left out, to measure what each is worth. */
export interface SearchParts {
  lists: readonly ListId[]
  signals: boolean
  expansion: boolean
}

export const ALL_PARTS: SearchParts = {
  lists: ['body', 'files', 'names', 'symbols', 'vectors'],
  signals: true,
  expansion: true,
}

export interface SearchInput {
  /** Chunks near the query by meaning, best first; absent without vectors. */
  near?: { key: number; score: number }[]
  parts?: SearchParts
  /** Files that import a file. */
  importers?: (path: string) => number
  /** What people said of hits: 1 for nothing, within 0.8 and 1.25. */
  feedback?: (path: string, name: string) => number
  /** Where nothing is to be found: what is like a definition is not the definition. */
  without?: Place
}

const CANDIDATES = 160
const DEFAULT_LIMIT = 10
const MOST_HITS = 50

const BODY = { k1: 1.5, b: 0.5 }
const NAMES = { k1: 1.2, b: 0.5 }
const FILE = { k1: 1.5, b: 0.75 }

/** A question is answered by a function more often than by a file: those of a file that fits stand closer together. */
const FURTHER_OF_FILE: Record<QueryClass, number> = { question: 0.6, symbol: 0.5, path: 0.5, error: 0.5 }

/** Searches by words, names, symbols and meaning, and ranks by what the project knows. Synchronous: some milliseconds. */
export function searchSegments(
  set: SegmentSet,
  request: SearchQuery,
  { near, parts = ALL_PARTS, importers = () => 0, feedback, without }: SearchInput = {},
): Pick<SearchAnswer, 'hits' | 'expansion' | 'queryClass'> {
  const corpus = corpusOf(set.segments())
  const { queryClass, symbols } = classifyQuery(request.query)
  const terms = queryTerms(request.query)
  const wanted = filterOf(corpus, request, without)
  const has = (list: ListId) => parts.lists.includes(list)
  const added: AddedTerm[] = parts.expansion ? synonymsOf(terms, queryClass) : []

  const body = scoreField(corpus, [...terms, ...added], { field: 'body', parameters: BODY, files: FILE })
  let bodyList = best(body.chunks, CANDIDATES, wanted)
  if (parts.expansion) {
    const companions = companionsOf(corpus, terms, bodyList, queryClass)
    if (companions.length > 0) {
      added.push(...companions)
      const more = scoreField(corpus, companions, { field: 'body', parameters: BODY, files: FILE })
      addTo(body.chunks, more.chunks)
      addTo(body.files, more.files)
      bodyList = best(body.chunks, CANDIDATES, wanted)
    }
  }
  const names = scoreField(corpus, [...terms, ...added], { field: 'names', parameters: NAMES })
  const nearList = near ? chunksNear(corpus, near, wanted) : []
  const lists: Partial<Record<ListId, Scored[]>> = {
    ...(has('body') && { body: bodyList }),
    ...(has('files') && { files: fileList(corpus, body, wanted) }),
    ...(has('names') && { names: best(names.chunks, CANDIDATES, wanted) }),
    ...(has('symbols') && { symbols: symbolList(corpus, symbols, CANDIDATES, wanted) }),
    ...(has('vectors') && { vectors: nearList }),
  }
  const candidates = candidatesOf(corpus, lists, queryClass)
  for (const candidate of candidates) candidate.importers = importers(candidate.path)
  const facts: QueryFacts = {
    text: request.query,
    queryClass,
    symbols,
    rarity: raritiesOf(corpus, terms),
    mostFileSum: candidates.reduce((most, { fileSum }) => Math.max(most, fileSum), 0),
    likeness: {
      most: candidates.reduce((most, { likeness }) => Math.max(most, likeness), 0),
      least: near?.at(-1)?.score ?? 0,
    },
  }
  const ranked = inOrder(rank(candidates, facts, { useSignals: parts.signals, feedback }), facts)
  const limit = Math.min(request.limit ?? DEFAULT_LIMIT, MOST_HITS)
  return {
    hits: spread(ranked, limit, request.furtherOfFile ?? FURTHER_OF_FILE[queryClass]).map(hitOf),
    expansion: added,
    queryClass,
  }
}

function addTo(scores: Float32Array, more: Float32Array): void {
  for (let at = 0; at < scores.length; at++) scores[at]! += more[at]!
}

interface Ranked {
  candidate: Candidate
  score: number
  why: string[]
}

function fileList(
  corpus: Corpus,
  { chunks, files }: { chunks: Float32Array; files: Float32Array },
  wanted: (at: number) => boolean,
): Scored[] {
  const list: Scored[] = []
  for (const { at: file, score } of best(files, CANDIDATES, () => true)) {
    const s = segmentOf(corpus.fileBase, file)
    const { fileChunks } = corpus.segments[s]!.data.sections
    const first = corpus.chunkBase[s]! + fileChunks[file - corpus.fileBase[s]!]!
    const end = corpus.chunkBase[s]! + fileChunks[file - corpus.fileBase[s]! + 1]!
    let bestAt = -1
    for (let at = first; at < end; at++) {
      if (wanted(at) && (bestAt < 0 || chunks[at]! > chunks[bestAt]!)) bestAt = at
    }
    if (bestAt >= 0) list.push({ at: bestAt, score })
  }
  return list
}

function chunksNear(corpus: Corpus, near: { key: number; score: number }[], wanted: (at: number) => boolean): Scored[] {
  const list: Scored[] = []
  for (const { key, score } of near) {
    corpus.segments.forEach((segment, s) => {
      for (const chunk of segment.withKey(key)) {
        const at = corpus.chunkBase[s]! + chunk
        if (wanted(at)) list.push({ at, score })
      }
    })
    if (list.length >= CANDIDATES) break
  }
  return list
}

function candidatesOf(
  corpus: Corpus,
  lists: Partial<Record<ListId, Scored[]>>,
  queryClass: SearchAnswer['queryClass'],
): Candidate[] {
  const fused = fuse(lists, queryClass)
  const most = [...fused.values()].reduce((largest, { score }) => Math.max(largest, score), 0)
  const defines = new Map(lists.symbols?.map(({ at, score }) => [at, score]))
  const likeness = new Map(lists.vectors?.map(({ at, score }) => [at, score]))
  const wording = sharesOf(lists.body)
  const fileWording = new Map<number, number>()
  const fileShares = sharesOf(lists.files)
  const sums = new Map<number, number>()
  const candidates: Candidate[] = []
  for (const [at, { score, ranks }] of fused) {
    const candidate = candidateAt(corpus, at)
    candidate.fused = score / most
    candidate.ranks = ranks
    candidate.defines = defines.get(at) ?? 0
    candidate.likeness = likeness.get(at) ?? 0
    candidate.wording = wording.get(at) ?? 0
    const share = fileShares.get(at)
    if (share !== undefined) fileWording.set(candidate.file, share)
    sums.set(candidate.file, (sums.get(candidate.file) ?? 0) + candidate.fused)
    candidates.push(candidate)
  }
  for (const candidate of candidates) {
    candidate.fileSum = sums.get(candidate.file)!
    candidate.fileWording = fileWording.get(candidate.file) ?? 0
  }
  return candidates
}

/** Each one's score as a part of the best one's. */
function sharesOf(list: Scored[] = []): Map<number, number> {
  const most = list[0]?.score ?? 1
  return new Map(list.map(({ at, score }) => [at, score / most]))
}

function raritiesOf(corpus: Corpus, terms: QueryTerm[]): Map<string, number> {
  const encoder = new TextEncoder()
  return new Map(
    terms.map(({ term }) => {
      const bytes = encoder.encode(term)
      const having = corpus.segments.reduce((sum, { body }) => {
        const at = body.find(bytes)
        return sum + (at < 0 ? 0 : body.documents(at))
      }, 0)
      return [term, Math.log(1 + corpus.chunks / (having + 1))]
    }),
  )
}

function rank(
  candidates: Candidate[],
  facts: QueryFacts,
  { useSignals, feedback }: { useSignals: boolean; feedback: SearchInput['feedback'] },
): Ranked[] {
  const ranked = candidates.map((candidate) => {
    const verdicts = useSignals ? signals.map((signal) => signal.judge(candidate, facts)) : []
    const said = verdicts.filter((verdict): verdict is Verdict => verdict !== null)
    const added = said.reduce((sum, { add = 0 }) => sum + add, candidate.fused)
    const factor = said.reduce(
      (product, { factor: part = 1 }) => product * part,
      feedback?.(candidate.path, candidate.name) ?? 1,
    )
    const why = said
      .filter((verdict) => verdict.why !== undefined)
      .sort((a, b) => (b.add ?? 0) - (a.add ?? 0))
      .map((verdict) => verdict.why!)
    return { candidate, score: added * factor, why: [...why, ...listReasons(candidate)] }
  })
  return ranked.sort((a, b) => b.score - a.score || a.candidate.at - b.candidate.at)
}

/**
 * What was asked for by its name begins at its beginning: the parts of a long definition, and of a file that a path names,
 * change places until they come in the order in which they stand.
 */
function inOrder(ranked: Ranked[], { queryClass, text }: QueryFacts): Ranked[] {
  const places = new Map<string, number[]>()
  ranked.forEach(({ candidate: { file, path, name, symbolKind, defines } }, i) => {
    const isNamed = queryClass === 'path' ? isPathOf(path, text) : symbolKind !== null && defines === 1
    if (!isNamed) return
    const key = queryClass === 'path' ? `${file}` : `${file} ${symbolKind} ${name}`
    places.set(key, [...(places.get(key) ?? []), i])
  })
  const ordered = [...ranked]
  for (const group of places.values()) {
    const parts = group.map((i) => ranked[i]!).sort((a, b) => startOf(a) - startOf(b))
    group.forEach((i, part) => {
      ordered[i] = { ...parts[part]!, score: ranked[i]!.score }
    })
  }
  return ordered
}

function isPathOf(path: string, text: string): boolean {
  const asked = text.trim().replaceAll('\\', '/')
  return path === asked || path.endsWith(`/${asked}`)
}

function startOf({ candidate: { segment, chunk } }: Ranked): number {
  return segment.data.sections.chunkStarts[chunk]!
}

const LIST_REASONS: Record<ListId, string> = {
  body: 'words',
  files: 'words of its file',
  names: 'words of its name and path',
  symbols: 'symbol',
  vectors: 'meaning',
}

function listReasons({ ranks }: Candidate): string[] {
  const entries = Object.entries(ranks) as [ListId, number][]
  return entries.sort(([, a], [, b]) => a - b).map(([list, at]) => `${LIST_REASONS[list]}: ${at}.`)
}

/** Takes the best again and again, each further one of a file at `further` of its score. */
function spread(ranked: Ranked[], limit: number, further: number): Ranked[] {
  const rest = ranked.slice(0, Math.max(CANDIDATES, limit * 4))
  const taken = new Map<number, number>()
  const hits: Ranked[] = []
  while (hits.length < limit && rest.length > 0) {
    let bestAt = 0
    let bestScore = -1
    rest.forEach(({ candidate, score }, i) => {
      const now = score * further ** (taken.get(candidate.file) ?? 0)
      if (now > bestScore) {
        bestScore = now
        bestAt = i
      }
    })
    const [hit] = rest.splice(bestAt, 1)
    taken.set(hit!.candidate.file, (taken.get(hit!.candidate.file) ?? 0) + 1)
    hits.push({ ...hit!, score: bestScore })
  }
  return hits
}

function hitOf({ candidate, score, why }: Ranked): SearchHit {
  const { segment, chunk, path, kind, name, symbolKind } = candidate
  const { chunkStarts, chunkEnds, chunkFiles } = segment.data.sections
  return {
    path,
    startLine: chunkStarts[chunk]!,
    endLine: chunkEnds[chunk]!,
    score: Math.round(score * 10_000) / 10_000,
    kind,
    why,
    name,
    symbolKind,
    language: segment.language(chunkFiles[chunk]!),
    ranks: candidate.ranks,
  }
}
