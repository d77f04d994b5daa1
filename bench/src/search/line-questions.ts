import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BenchContext, Unavailable } from '../define-bench.ts'
import { workTree } from './git-tree.ts'
import type { Found } from './searcher.ts'

/**
 * Questions in words that the code does not use, each answered by one to three functions. They were written from the
 * sources, before any search was tried on them.
 */
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

const FILE = join(import.meta.dirname, '../../data/line-questions.json')

export function questionedRepositories(): QuestionedRepository[] {
  const { repositories }: { repositories: QuestionedRepository[] } = JSON.parse(readFileSync(FILE, 'utf8'))
  return repositories
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
