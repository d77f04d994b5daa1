import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BenchContext, Unavailable } from '../define-bench.ts'
import { workTree } from './git-tree.ts'
import type { Found } from './searcher.ts'

/** A question or task, and the one to three functions that answer it. Written from the sources, before any search was tried. */
export interface LineQuestion {
  question: string
  /** Any of them is right; paths relative to the repository's `root`. */
  answers: LineAnswer[]
}

export interface LineAnswer extends Found {
  /** The name that these lines define. */
  symbol: string
}

export interface QuestionedRepository {
  name: string
  language: string
  url: string
  commit: string
  /** Folder in the repository that is searched; '' for all of it. */
  root: string
  questions: LineQuestion[]
}

const DATA = join(import.meta.dirname, '../../data')

/** `line-questions`: paraphrased; `context-tasks`: as issues are worded, each answered by at most 60 lines. */
export function questionedRepositories(
  set: 'line-questions' | 'context-tasks' = 'line-questions',
): QuestionedRepository[] {
  const text = readFileSync(join(DATA, `${set}.json`), 'utf8')
  return (JSON.parse(text) as { repositories: QuestionedRepository[] }).repositories
}

/**
 * The folder of a repository's sources at its commit. `TLC_CORPUS_LINEREPOS` names a folder of work trees by name; what
 * is missing is cloned into the cache. Rejects with `Unavailable` when it cannot be had or is at another commit, where
 * the lines would be wrong.
 */
export async function questionedFolder(repository: QuestionedRepository, context: BenchContext): Promise<string> {
  const trees = process.env.TLC_CORPUS_LINEREPOS ?? join(context.cache, 'corpora', 'line-repos')
  const tree = await workTree(repository, trees, context)
  if (tree === null) throw new Unavailable(`${repository.url} cannot be cloned`)
  if (tree.commit !== repository.commit) {
    throw new Unavailable(`expected ${repository.name} at ${repository.commit}, got ${tree.commit}`)
  }
  return join(tree.path, repository.root)
}
