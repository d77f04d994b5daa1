import { renameSync, rmSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import files from '@tlc/core/document/collections/files'
import findings from '@tlc/core/document/collections/findings'
import overview from '@tlc/core/document/collections/overview'
import steps from '@tlc/core/document/collections/steps'
import triage from '@tlc/core/document/collections/triage'
import { sessionRoom } from '@tlc/core/document/rooms'
import { FIRST_SESSION } from '@tlc/core/engine/first-session'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type * as Y from 'yjs'
import { engineOn, type RunningEngine } from '../core/engine/_engine.ts'
import { random } from '../helpers/random.ts'

const test = suite('faults/engine-races')

/** What the document says of each file: what it counts and which rules it meets. */
function shown(project: Y.Doc): Record<string, unknown> {
  return Object.fromEntries(
    Array.from(files.entries(project), ([path, { lines, functions, skipped }]): [string, unknown] => [
      path,
      [lines, functions, skipped ?? '', (findings.get(project, path) ?? []).map(({ rule, line }) => `${rule}:${line}`)],
    ]).sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}

/** Resolves once the document says this of the files. Looks after each change, so a state that never comes hangs the test. */
async function becomes(project: Y.Doc, holds: () => boolean): Promise<void> {
  if (holds()) return
  const held = Promise.withResolvers<void>()
  const look = () => holds() && held.resolve()
  project.on('afterTransaction', look)
  await held.promise
  project.off('afterTransaction', look)
}

async function withEngine(
  sources: Record<string, string>,
  work: (running: RunningEngine) => Promise<void>,
  options: { commit?: boolean } = {},
): Promise<void> {
  const running = await engineOn(sources, options)
  try {
    await work(running)
  } finally {
    await running.dispose()
  }
}

function source(i: number, edition: number): string {
  return `def f${i}(text):\n${'    pass\n'.repeat(edition % 5)}    return ${edition % 2 ? 'eval' : 'str'}(text)\n`
}

/** The tree as an engine shows it that meets it for the first time. */
async function fresh(tree: Map<string, string>): Promise<Record<string, unknown>> {
  let seen = {}
  await withEngine(Object.fromEntries(tree), async ({ project }) => {
    seen = shown(project)
  })
  return seen
}

test('edits, deletions and renames while it analyses end in what a first look at the tree shows', async () => {
  const below = random(20)
  const tree = new Map(Array.from({ length: 120 }, (_, i) => [`src/part${i}.py`, source(i, 0)]))
  await withEngine(Object.fromEntries(tree), async ({ root, engine, ask, write, project }) => {
    for (let round = 0; round < 12; round++) {
      engine.actions.rerun({ fresh: round % 3 === 0 })
      for (let edit = 0; edit < 15; edit++) {
        const paths = [...tree.keys()]
        const path = paths[below(paths.length)]!
        const text = source(edit, round + edit)
        const kind = below(10)
        if (kind < 6) {
          write(path, text)
          tree.set(path, text)
        } else if (kind < 8) {
          rmSync(join(root, path))
          tree.delete(path)
        } else {
          const to = `src/moved${round}-${edit}.py`
          renameSync(join(root, path), join(root, to))
          tree.set(to, tree.get(path)!)
          tree.delete(path)
        }
        if (edit % 5 === 0) await new Promise(setImmediate)
      }
    }
    engine.actions.rerun({ fresh: false })
    await ask('engine.idle')
    assert.equal(shown(project), await fresh(tree))
  })
})

test('a branch that changes hundreds of files at once is followed without being asked', async () => {
  const first = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`src/part${i}.py`, source(i, 1)]))
  await withEngine(
    first,
    async ({ git, write, root, project, engine }) => {
      git('checkout', '-q', '-b', 'other')
      for (let i = 0; i < 250; i++) write(`src/part${i}.py`, source(i, 2))
      for (let i = 250; i < 300; i++) rmSync(join(root, `src/part${i}.py`))
      for (let i = 0; i < 100; i++) write(`lib/new${i}.py`, source(i, 3))
      git('add', '--all')
      git('commit', '-q', '-m', 'second')
      await engine.idle()
      git('checkout', '-q', 'main')
      const errors = () => overview.get(project, 'findings')?.error
      await becomes(project, () => files.size(project) === 300 && errors() === 300)
      git('checkout', '-q', 'other')
      await becomes(
        project,
        () =>
          files.size(project) === 350 && errors() === 100 && overview.get(project, 'project')?.git?.branch === 'other',
      )
    },
    { commit: true },
  )
})

test('a file whose time goes back is looked at, and its bytes decide', async () => {
  await withEngine({ 'a.py': source(1, 2) }, async ({ root, write, engine, ask, project }) => {
    write('a.py', source(1, 3))
    utimesSync(join(root, 'a.py'), 1, 1)
    engine.actions.rerun({ fresh: false })
    await ask('analysis.wait')
    assert.is(findings.get(project, 'a.py')?.length, 1)
  })
})

test('a finding that people dismiss leaves the plan without waiting for the next save', async () => {
  await withEngine({ 'a.py': source(1, 1) }, async ({ project, rooms }) => {
    const session = rooms.doc(sessionRoom(FIRST_SESSION))
    assert.ok([...steps.entries(session)].length > 0)
    const [{ fingerprint } = { fingerprint: '' }] = findings.get(project, 'a.py') ?? []
    triage.put(project, fingerprint, { state: 'dismissed', reason: 'fine', by: { id: 'a', name: 'Ann' }, at: 0 })
    await becomes(session, () => [...steps.entries(session)].length === 0)
  })
})

test.run()
