import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { ReadHistoryOptions, ReadHistoryResult } from '@tlc/core/history/contract'
import { readHistory } from '@tlc/core/history/read-history'
import type { CommitFact } from '@tlc/core/store/contract'

export interface TemporaryRepository {
  /** The work tree, as a real path. */
  root: string
  /** Runs git there and returns its output. */
  git(...args: string[]): string
  write(path: string, text: string | Buffer): void
  /** Commits everything as `author` at noon of a day of 2024; returns the hash. */
  commit(subject: string, options?: { author?: string; day?: string; email?: string }): string
  remove(): void
}

/** Settings of the person who runs the tests must not change what git does. */
const ENVIRONMENT = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', LC_ALL: 'C' }

export function temporaryRepository(...init: string[]): TemporaryRepository {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tlc-git-')))
  const root = join(folder, 'work')
  mkdirSync(root)
  const repository = repositoryAt(root, () => rmSync(folder, { recursive: true, force: true }))
  repository.git('init', '-q', '-b', 'main', ...init)
  return repository
}

/** A repository that is there already, such as a clone of a temporary one. */
export function repositoryAt(root: string, remove: () => void = () => {}): TemporaryRepository {
  function git(...args: string[]): string {
    return execFileSync('git', args, {
      cwd: root,
      env: ENVIRONMENT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim()
  }
  return {
    root,
    git,
    write(path, text) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    },
    commit(subject, { author = 'Ann', day = '01-01', email = `${author.toLowerCase()}@example.org` } = {}) {
      const at = `2024-${day}T12:00:00Z`
      const env = {
        ...ENVIRONMENT,
        GIT_AUTHOR_NAME: author,
        GIT_AUTHOR_EMAIL: email,
        GIT_AUTHOR_DATE: at,
        GIT_COMMITTER_NAME: author,
        GIT_COMMITTER_EMAIL: email,
        GIT_COMMITTER_DATE: at,
      }
      execFileSync('git', ['add', '-A'], { cwd: root, env: ENVIRONMENT })
      execFileSync('git', ['commit', '-q', '--allow-empty', '-m', subject], { cwd: root, env })
      return git('rev-parse', 'HEAD')
    },
    remove,
  }
}

/** Everything that a pass over `root` hands over, newest first. */
export async function readAll(
  root: string,
  options: Partial<ReadHistoryOptions> = {},
): Promise<ReadHistoryResult & { all: CommitFact[] }> {
  const all: CommitFact[] = []
  const result = await readHistory({ root, since: null, ...options, onBatch: (batch) => void all.push(...batch) })
  return { ...result, all }
}

/** `path` or `old → new` with `+added -deleted`, `?` where git does not know. */
export function changesOf({ changes }: CommitFact): string[] {
  return changes
    .map(
      ({ path, from, added, deleted }) =>
        `${from === null ? path : `${from} → ${path}`} +${added ?? '?'} -${deleted ?? '?'}`,
    )
    .sort()
}
