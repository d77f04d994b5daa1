import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BenchContext, Unavailable } from '../define-bench.ts'
import type { Place } from './answer-ranks.ts'
import { workTree } from './git-tree.ts'

/** The public benchmark of MinishLab/semble (MIT): labelled queries on 63 repositories at fixed commits. */
const SEMBLE = {
  name: 'semble',
  url: 'https://github.com/MinishLab/semble.git',
  commit: '8d737aba127b76f3c729ef6925b2b17fd769d646',
}

export type Category = 'architecture' | 'semantic' | 'symbol'

export interface LabelledQuery {
  query: string
  category: Category
  /** All that is right, in no order. */
  places: Place[]
}

export interface LabelledRepository {
  name: string
  language: string
  /** First or second half of the names: what may be looked at while building, and what may not. */
  half: 'develop' | 'report'
  /** Absolute; the folder that is searched, often a part of the repository. */
  folder: string
  /** Null when what is there is not the commit that the labels were written for. */
  pinned: boolean
  commit: string
  queries: LabelledQuery[]
  /** semble's own published NDCG@10, all queries. */
  published: number | null
}

interface RepositoryEntry {
  name: string
  language: string
  url: string
  revision?: string
  benchmark_root?: string | null
}

type TargetEntry = string | { path: string; start_line?: number | string; end_line?: number | string }

interface QueryEntry {
  query: string
  category?: Category
  relevant?: TargetEntry[]
  secondary?: TargetEntry[]
}

export interface LabelledSet {
  repositories: LabelledRepository[]
  /** Names of repositories that could not be had here. */
  missing: string[]
}

/**
 * The labelled repositories with their work trees. `TLC_CORPUS_SEMBLE` names a checkout of semble and
 * `TLC_CORPUS_SEMBLEREPOS` a folder of work trees by name; what is missing is cloned into the cache. Rejects with
 * `Unavailable` when the labels cannot be had.
 */
export async function sembleSet(context: BenchContext): Promise<LabelledSet> {
  const given = process.env.TLC_CORPUS_SEMBLE
  const labels = given ?? (await workTree(SEMBLE, join(context.cache, 'corpora'), context))?.path
  if (labels === undefined)
    throw new Unavailable(`${SEMBLE.url} cannot be cloned; TLC_CORPUS_SEMBLE can name a checkout`)
  const trees = process.env.TLC_CORPUS_SEMBLEREPOS ?? join(context.cache, 'corpora', 'semble-repos')
  const published = publishedScores(labels)
  const entries: RepositoryEntry[] = readJson(join(labels, 'benchmarks/repos.json'))
  const pinned = entries.filter(({ revision }) => revision !== undefined).sort((a, b) => (a.name < b.name ? -1 : 1))
  const set: LabelledSet = { repositories: [], missing: [] }
  for (const [at, entry] of pinned.entries()) {
    const tree = await workTree({ ...entry, commit: entry.revision! }, trees, context)
    if (tree === null) {
      set.missing.push(entry.name)
      continue
    }
    set.repositories.push({
      name: entry.name,
      language: entry.language,
      half: at < pinned.length / 2 ? 'develop' : 'report',
      folder: join(tree.path, entry.benchmark_root ?? ''),
      pinned: tree.commit === entry.revision,
      commit: tree.commit,
      queries: queriesOf(labels, entry.name),
      published: published.get(entry.name) ?? null,
    })
  }
  return set
}

function queriesOf(labels: string, name: string): LabelledQuery[] {
  const entries: QueryEntry[] = readJson(join(labels, 'benchmarks/annotations', `${name}.json`))
  return entries.map(({ query, category, relevant = [], secondary = [] }) => ({
    query,
    category: category ?? categoryOf(query),
    places: [...relevant, ...secondary].map(placeOf),
  }))
}

function placeOf(target: TargetEntry): Place {
  if (typeof target === 'string') return { path: target }
  const { path, start_line, end_line } = target
  if (start_line === undefined || end_line === undefined) return { path }
  return { path, startLine: Number(start_line), endLine: Number(end_line) }
}

/** As semble takes it where a query has none. */
function categoryOf(query: string): Category {
  if (!query.trim().includes(' ')) return 'symbol'
  return /^how /i.test(query) ? 'architecture' : 'semantic'
}

function publishedScores(labels: string): Map<string, number> {
  const file = join(labels, 'benchmarks/results/semble-hybrid-0332378809c5.json')
  if (!existsSync(file)) return new Map()
  const { repos }: { repos: { repo: string; ndcg10: number }[] } = readJson(file)
  return new Map(repos.map(({ repo, ndcg10 }) => [repo, ndcg10]))
}

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8'))
}
