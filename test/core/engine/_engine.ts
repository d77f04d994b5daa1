import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { PROJECT_ROOM } from '@tlc/core/document/rooms'
import { createEngine, type Engine } from '@tlc/core/engine/engine'
import type * as Y from 'yjs'
import { type MemoryHost, memoryHost } from '../../helpers/room.ts'

export interface RunningEngine {
  root: string
  engine: Engine
  rooms: MemoryHost
  project: Y.Doc
  ask<Answer>(id: string, input?: unknown, signal?: AbortSignal): Promise<Answer>
  /** The code of what a request is refused with; 'answered' when it is not. */
  refused(id: string, input: unknown): Promise<string>
  write(path: string, text: string): void
  git(...words: string[]): void
  dispose(): Promise<void>
}

/** An engine that has analysed a real project of these files; with `commit`, all of them in one commit of Ada. */
export async function engineOn(files: Record<string, string>, { commit = false } = {}): Promise<RunningEngine> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'tlc-engine-')))
  const rooms = memoryHost()
  // The watcher alone does not keep a process alive; a daemon has its socket.
  const alive = setInterval(() => {}, 60_000)
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  const git = (...words: string[]) => {
    const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', '-c', 'commit.gpgsign=false']
    execFileSync('git', [...identity, ...words], { cwd: root, stdio: 'ignore' })
  }
  for (const [path, text] of Object.entries(files)) write(path, text)
  if (commit) {
    git('init', '-q', '-b', 'main')
    git('add', '.')
    git('commit', '-q', '-m', 'first')
  }
  const stateDir = join(root, '.tlc')
  mkdirSync(stateDir)
  const engine = await createEngine({ root, stateDir, host: rooms, log: () => {} })
  await engine.start()
  await engine.idle()
  const ask = (id: string, input: unknown = {}, signal = new AbortController().signal) =>
    engine.request(id, input, signal)
  return {
    root,
    engine,
    rooms,
    project: rooms.doc(PROJECT_ROOM),
    ask: ask as RunningEngine['ask'],
    refused: (id, input) =>
      ask(id, input).then(
        () => 'answered',
        (fault) => fault.code,
      ),
    write,
    git,
    async dispose() {
      clearInterval(alive)
      await engine.close()
      rmSync(root, { recursive: true, force: true })
    },
  }
}
