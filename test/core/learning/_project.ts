import { hash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import type { Execution, Learnt } from '@tlc/core/learning/contract'
import { createLearning, type Learning, runSummary } from '@tlc/core/learning/learning'
import { createProjectStates } from '@tlc/core/learning/project-states'
import { nodeSystem } from '@tlc/core/system/node-system'
import { type TemporaryStore, temporaryStore } from '../store/_store.ts'

export interface LearningProject {
  readonly learning: Learning
  store: TemporaryStore
  root: string
  stateFolder: string
  write(path: string, text: string): void
  remove(path: string): void
  /** Learns from a run of `command` that printed this; it failed unless the output is empty. */
  run(command: string, output?: string, more?: Partial<Execution>): Promise<Learnt>
  /** As after the end of the process. */
  restart(): Promise<void>
  dispose(): Promise<void>
}

/** Learning on real files and a real store; the clock ticks with every run. */
export async function learningProject(): Promise<LearningProject> {
  const root = mkdtempSync(join(tmpdir(), 'tlc-learning-'))
  const stateFolder = join(root, '.tlc')
  const store = await temporaryStore()
  let at = 1_000
  let ids = 0
  const files = () =>
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.startsWith(stateFolder))
      .map((entry) => join(entry.parentPath, entry.name))
  const start = () =>
    createLearning({
      store: async () => store.store,
      newId: () => `id${++ids}`,
      states: createProjectStates({
        system: nodeSystem,
        folder: stateFolder,
        list: async () =>
          files().map((file) => ({
            path: relative(root, file),
            hash: hash('sha1', readFileSync(file)),
            bytes: statSync(file).size,
            mtimeMs: statSync(file).mtimeMs,
          })),
        read: async (path) => readFileSync(join(root, path), 'utf8'),
        committed: async () => null,
        textAt: async () => null,
      }),
    })
  let learning = start()
  const project: LearningProject = {
    get learning() {
      return learning
    },
    store,
    root,
    stateFolder,
    write(path, text) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    },
    remove: (path) => rmSync(join(root, path)),
    async run(command, output = '', more = {}) {
      at += 1_000
      const failed = output !== ''
      const run: Execution = {
        kind: 'command',
        command: command.split(' '),
        cwd: '',
        startedAt: at,
        tookMs: 10,
        exitCode: failed ? 1 : 0,
        outcome: failed ? 'failed' : 'ok',
        output,
        ...more,
      }
      const { kind, startedAt, tookMs, outcome } = run
      await store.store.saveRun({ kind, startedAt, tookMs, outcome, summary: runSummary(run) })
      return learning.learnFromExecution(run)
    },
    async restart() {
      await store.reopen()
      learning = start()
    },
    async dispose() {
      await store.remove()
      rmSync(root, { recursive: true, force: true })
    },
  }
  return project
}
