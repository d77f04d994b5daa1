import { join } from 'node:path'
import { askGit, askWorkTree } from '../history/git-process.ts'
import { readGitState } from '../history/git-state.ts'
import type { HitFeedback } from '../index/process/protocol.ts'
import type { LearningActions } from '../learning/contract.ts'
import { createLearning, type Learning, runSummary } from '../learning/learning.ts'
import { createProjectStates } from '../learning/project-states.ts'
import type { Store } from '../store/contract.ts'
import knownFiles from '../store/queries/known-files.ts'
import { nodeSystem } from '../system/node-system.ts'
import { readSource } from '../workspace/read-source.ts'
import type { RunLog } from './runs.ts'

export interface Learner {
  learning: Learning
  actions: LearningActions
  /** What people said of hits, each thing once. */
  feedback(): Promise<HitFeedback[]>
}

export interface LearnerOptions {
  root: string
  stateDir: string
  store(): Promise<Store>
  runs: Pick<RunLog, 'record'>
  /** Told after each change of the fixes. */
  onFixes(): void
  /** Scans the project and resolves when all that is on the disk now has been analysed. */
  scanned(): Promise<unknown>
}

/** Learning on the real project: its files as the store knows them, their former texts from git. */
export function createLearner({ root, stateDir, store, runs, onFixes, scanned }: LearnerOptions): Learner {
  const learning = createLearning({
    store,
    newId: () => nodeSystem.random.id(8),
    onFixes,
    states: createProjectStates({
      system: nodeSystem,
      folder: join(stateDir, 'learning'),
      list: async () => (await store()).query(knownFiles, {}),
      read: async (path) => withEnd(readSource(join(root, path)).text),
      committed: () => committed(root),
      async textAt(commit, path) {
        const { code, text } = await askGit(root, ['show', `${commit}:./${path}`])
        return code === 0 ? withEnd(text) : null
      },
    }),
  })
  return {
    learning,
    async feedback() {
      const hits = new Map((await learning.votes()).map(({ target, name }) => [`${target}\n${name}`, { target, name }]))
      return Array.from(hits.values(), ({ target, name }) => ({
        path: target,
        name,
        factor: learning.feedbackFactor(target, name),
      }))
    },
    actions: {
      async record(run) {
        const { kind, startedAt, tookMs, outcome } = run
        // What changed is told from the files as they are when the run ends.
        if (outcome === 'failed' || (outcome === 'ok' && (await learning.waitsFor(run)))) await scanned()
        await runs.record({ kind, startedAt, tookMs, outcome, summary: runSummary(run) })
        return learning.learnFromExecution(run)
      },
      forget: learning.forget,
      vote: learning.vote,
      resetVotes: learning.resetVotes,
    },
  }
}

/** Submodules are repositories of their own, with settings of their own. */
const STATUS = ['status', '--porcelain', '-z', '--untracked-files=all', '--no-renames', '--ignore-submodules=all']

async function committed(root: string): Promise<{ commit: string; differing: ReadonlySet<string> } | null> {
  if (!readGitState(root)) return null
  const [head, status, prefix] = await Promise.all([
    askGit(root, ['rev-parse', '--verify', '--quiet', 'HEAD']),
    askWorkTree(root, [...STATUS, '.']),
    askGit(root, ['rev-parse', '--show-prefix']),
  ])
  if (head.code !== 0 || status.code !== 0) return null
  const paths = status.text.split('\0').filter((entry) => entry !== '')
  return { commit: head.text, differing: new Set(paths.map((entry) => entry.slice(3 + prefix.text.length))) }
}

/** The end of a text is no change: git's answer comes without it. */
function withEnd(text: string | null): string | null {
  return text === null ? null : `${text.trimEnd()}\n`
}
