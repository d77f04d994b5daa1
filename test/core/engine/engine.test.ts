import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import files from '@tlc/core/document/collections/files'
import findings from '@tlc/core/document/collections/findings'
import history from '@tlc/core/document/collections/history'
import overview from '@tlc/core/document/collections/overview'
import runs from '@tlc/core/document/collections/runs'
import sessions from '@tlc/core/document/collections/sessions'
import steps from '@tlc/core/document/collections/steps'
import { PROJECT_ROOM, sessionRoom } from '@tlc/core/document/rooms'
import { createEngine, type Engine } from '@tlc/core/engine/engine'
import { FIRST_SESSION } from '@tlc/core/engine/first-session'
import { openStore } from '@tlc/core/store/open-store'
import recentRuns from '@tlc/core/store/queries/recent-runs'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type MemoryHost, memoryHost } from '../../helpers/room.ts'

interface Bench {
  root: string
  rooms: MemoryHost
  /** The watcher alone does not keep a process alive; a daemon has its socket. */
  alive: NodeJS.Timeout
  engine: Engine
  open(): Promise<Engine>
}

const test = suite<Bench>('core/engine/engine')
const never = new AbortController().signal

test.before.each(async (bench) => {
  bench.root = realpathSync(mkdtempSync(join(tmpdir(), 'tlc-engine-')))
  bench.rooms = memoryHost()
  bench.alive = setInterval(() => {}, 60_000)
  bench.open = async () => {
    const stateDir = join(bench.root, '.tlc')
    mkdirSync(stateDir, { recursive: true })
    bench.engine = await createEngine({
      root: bench.root,
      stateDir,
      host: bench.rooms,

      log: () => {},
    })
    await bench.engine.start()
    await bench.engine.idle()
    return bench.engine
  }
})

test.after.each(async ({ engine, root, alive }) => {
  clearInterval(alive)
  await engine?.close()
  rmSync(root, { recursive: true, force: true })
})

function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

function git(root: string, ...words: string[]): void {
  execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...words], {
    cwd: root,
    stdio: 'ignore',
  })
}

test('a project that was never seen ends with files, findings, figures and a first session', async ({
  root,
  rooms,
  open,
}) => {
  write(root, 'app.py', 'import os\n\ndef run(text):\n    return eval(text)\n')
  write(root, 'README.md', '# Sample\n')
  await open()
  const project = rooms.doc(PROJECT_ROOM)
  assert.is(files.get(project, 'app.py')?.language, 'python')
  assert.is(files.get(project, 'app.py')?.functions, 1)
  assert.ok(findings.get(project, 'app.py')?.some((each) => each.rule === 'security/eval-call' && each.line === 4))
  assert.is(overview.get(project, 'totals')?.files, 2)
  assert.is(overview.get(project, 'analysis')?.state, 'ready')
  assert.is(overview.get(project, 'history')?.state, 'none')
  assert.is(sessions.get(project, FIRST_SESSION)?.state, 'open')
})

test('a second start parses nothing and writes nothing', async ({ root, rooms, open }) => {
  for (let i = 0; i < 20; i++)
    write(root, `src/part${i}.ts`, `export function f${i}(a: number) {\n  return a + ${i}\n}\n`)
  await (await open()).close()
  const written = rooms.writes(PROJECT_ROOM)
  const engine = await open()
  assert.is(((await engine.request('analysis.report', {}, never)) as { parsed: number }).parsed, 0)
  assert.is(rooms.writes(PROJECT_ROOM), written)
})

test('after an upgrade of the analyzers every file is measured again, once', async ({ root, open }) => {
  write(root, 'a.py', 'def f(): pass\n')
  write(root, 'b.py', 'def g(): pass\n')
  await (await open()).close()
  await (await openStore({ path: join(root, '.tlc/metrics.duckdb'), analyzer: 'the one before' })).close()
  const parsed = async () => {
    const engine = await open()
    const report = (await engine.request('analysis.report', {}, never)) as { parsed: number }
    await engine.close()
    return report.parsed
  }
  assert.equal([await parsed(), await parsed()], [2, 0])
})

test('an analysis that cannot be stored fails those who wait for it, and is made up for when it is asked for again', async (bench) => {
  const { root, rooms } = bench
  write(root, 'a.py', 'def f(): pass\n')
  const stateDir = join(root, '.tlc/later')
  const engine = await createEngine({ root, stateDir, host: rooms, log: () => {} })
  bench.engine = engine
  await engine.start()
  const analysed = () =>
    engine.request('analysis.wait', {}, never).then(
      () => 'well',
      (fault) => fault.code,
    )
  assert.is(await analysed(), 'store/unusable')
  assert.is(await analysed(), 'store/unusable')
  assert.is(overview.get(rooms.doc(PROJECT_ROOM), 'analysis')?.state, 'failed')
  mkdirSync(stateDir, { recursive: true })
  assert.is(await analysed(), 'well')
  assert.is(overview.get(rooms.doc(PROJECT_ROOM), 'analysis')?.state, 'ready')
  const report = (await engine.request('analysis.report', {}, never)) as { files: { functions: unknown[] }[] }
  assert.equal(
    report.files.map(({ functions }) => functions.length),
    [1],
  )
})

test('an engine that is closed while it analyses tells those who wait, calls nothing failed, and the next one goes on', async (bench) => {
  const { root, rooms, open } = bench
  for (let i = 0; i < 60; i++) write(root, `part${i}.py`, `def f${i}(text):\n    return eval(text)\n`)
  const analysing = Promise.withResolvers<void>()
  const announce = rooms.announce
  rooms.announce = (progress) => {
    announce(progress)
    if (progress?.phase === 'analyse') analysing.resolve()
  }
  mkdirSync(join(root, '.tlc'))
  const options = { root, stateDir: join(root, '.tlc'), host: rooms, log: () => {} }
  const engine = await createEngine(options)
  await engine.start()
  const waiting = engine.request('analysis.wait', {}, never).then(
    () => 'well',
    (fault) => fault.code,
  )
  await analysing.promise
  await engine.close()
  assert.is(await waiting, 'engine/closed')
  const project = rooms.doc(PROJECT_ROOM)
  assert.is(overview.get(project, 'analysis')?.state, 'analysing')
  assert.equal(
    Array.from(runs.entries(project), ([, { kind, outcome }]) => [kind, outcome]),
    [['analyse', 'cancelled']],
  )
  await open()
  assert.is(overview.get(project, 'findings')?.error, 60)
})

test('who waits for the analysis once another was asked for waits for that one', async ({ root, rooms, open }) => {
  write(root, 'a.py', 'def f(): pass\n')
  const engine = await open()
  let asked: Promise<unknown> | null = null
  const announce = rooms.announce
  rooms.announce = (progress) => {
    announce(progress)
    if (progress?.phase !== 'scan' || asked) return
    engine.actions.rerun({ fresh: true })
    asked = engine.request('analysis.wait', {}, never).then(async () => {
      const { parsed } = (await engine.request('analysis.report', {}, never)) as { parsed: number }
      return parsed
    })
  }
  write(root, 'b.py', 'def g(): pass\n')
  engine.actions.rerun({ fresh: false })
  await engine.idle()
  assert.is(await asked, 2)
})

test('scan, analysis, history and plan are each recorded with duration and outcome', async ({ root, rooms, open }) => {
  git(root, 'init', '-q')
  write(root, 'app.py', 'def run(text):\n    return eval(text)\n')
  git(root, 'add', '.')
  git(root, 'commit', '-q', '-m', 'first')
  await (await open()).close()
  const shown = Array.from(runs.entries(rooms.doc(PROJECT_ROOM)), ([, run]) => run)
  assert.equal(shown.map(({ kind, outcome }) => `${kind} ${outcome}`).sort(), [
    'analyse ok',
    'history ok',
    'plan ok',
    'scan ok',
  ])
  const store = await openStore({ path: join(root, '.tlc/metrics.duckdb') })
  const stored = await store.query(recentRuns, { limit: 9 })
  await store.close()
  assert.equal(new Set(stored.map((run) => JSON.stringify(run))), new Set(shown.map((run) => JSON.stringify(run))))
})

test('a document without the engine’s keys is filled again', async ({ root, rooms, open }) => {
  write(root, 'a.go', 'package a\n\nfunc A() int {\n\treturn 1\n}\n')
  await (await open()).close()
  const project = rooms.doc(PROJECT_ROOM)
  for (const key of [...project.share.keys()]) project.getMap(key).clear()
  await open()
  assert.is(files.get(project, 'a.go')?.functions, 1)
})

test('a saved file, a new file and a deleted file reach the document', async ({ root, rooms, open }) => {
  write(root, 'keep.py', 'def keep():\n    pass\n')
  write(root, 'drop.py', 'def drop():\n    pass\n')
  await open()
  const project = rooms.doc(PROJECT_ROOM)
  const changed = Promise.withResolvers<void>()
  const stop = files.observe(project, () => {
    const done =
      (files.get(project, 'keep.py')?.functions ?? 0) === 2 &&
      files.has(project, 'new.py') &&
      !files.has(project, 'drop.py')
    if (done) changed.resolve()
  })
  write(root, 'keep.py', 'def keep():\n    pass\n\n\ndef more():\n    pass\n')
  write(root, 'new.py', 'x = 1\n')
  rmSync(join(root, 'drop.py'))
  await changed.promise
  stop()
})

test('commits become hotspots, owners and activity, and a plan names its evidence', async ({ root, rooms, open }) => {
  git(root, 'init', '-q')
  const branches = Array.from({ length: 30 }, (_, i) => `    if value == ${i}:\n        total += ${i}\n`).join('')
  for (let i = 0; i < 3; i++) {
    write(root, 'core.py', `def decide(value):\n    total = ${i}\n${branches}    return total\n`)
    git(root, 'add', '.')
    git(root, 'commit', '-q', '-m', `change ${i}`)
  }
  await open()
  const project = rooms.doc(PROJECT_ROOM)
  assert.is(history.get(project, 'hotspots')?.[0]?.path, 'core.py')
  assert.is(history.get(project, 'hotspots')?.[0]?.revisions, 3)
  assert.is(history.get(project, 'owners')?.[0]?.name, 'Ada')
  const plan = Array.from(steps.entries(rooms.doc(sessionRoom(FIRST_SESSION))), ([, step]) => step)
  assert.ok(plan.some((step) => step.evidence.some((each) => each.path === 'core.py')))
})

test('a definition is found through the import of its name, and a request that does not exist is refused', async ({
  root,
  open,
}) => {
  write(root, 'lib/store.py', 'def load(key):\n    return key\n')
  write(root, 'other/store.py', 'def load(key):\n    return None\n')
  write(root, 'main.py', 'from lib.store import load\n\nprint(load(1))\n')
  const engine = await open()
  const { targets } = (await engine.request('symbols.definition', { path: 'main.py', line: 3, column: 7 }, never)) as {
    targets: unknown[]
  }
  assert.equal(targets, [{ path: 'lib/store.py', line: 1, column: 5, certainty: 'certain' }])
  await engine.request('no.such', {}, never).then(
    () => assert.unreachable(),
    (fault) => assert.is(fault.code, 'request/unknown'),
  )
  await engine.request('symbols.definition', { path: 'main.py' }, never).then(
    () => assert.unreachable(),
    (fault) => assert.is(fault.code, 'input/invalid'),
  )
})

test.run()
