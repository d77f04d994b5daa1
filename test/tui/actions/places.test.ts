import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import files from '@tlc/core/document/collections/files'
import findings from '@tlc/core/document/collections/findings'
import history from '@tlc/core/document/collections/history'
import triage from '@tlc/core/document/collections/triage'
import type { FindingRecord } from '@tlc/core/document/records'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type ActingWorkspace, actingWorkspace } from '../../helpers/acting-workspace.ts'

const test = suite<{ on: ActingWorkspace }>('tui/actions/places')
const LINES = Array.from({ length: 300 }, (_, i) => `    total = price(${i + 1})`)

test.before.each(async (context) => {
  const on = await actingWorkspace()
  context.on = on
  mkdirSync(join(on.root, 'src'))
  writeFileSync(join(on.root, 'src/a.py'), LINES.join('\n'))
  on.link.answers.set('file.lines', (input) => {
    const { from, to } = input as { from: number; to: number }
    return { total: 300, from, lines: LINES.slice(from - 1, to), tokens: [] }
  })
  on.link.answers.set('file.outline', () => ({ symbols: [], functions: [] }))
  on.link.answers.set('file.blame', (input) => ({ from: (input as { from: number }).from, lines: [] }))
  const drawn = on.drawn()
  on.project.transact(() => {
    files.put(on.project, 'src/a.py', {
      language: 'python',
      bytes: 10,
      lines: 300,
      code: 300,
      comments: 0,
      functions: 0,
      complexity: 0,
      maintainability: 50,
      findings: [2, 0, 0],
    })
    findings.put(on.project, 'src/a.py', [finding(7), finding(250)])
  })
  await drawn
})
test.after.each(({ on }) => on.dispose())

function finding(line: number): FindingRecord {
  const place = { line, column: 1, endLine: line, endColumn: 2 }
  return { rule: 'x/y', severity: 'error', message: `found ${line}`, cwe: [], fingerprint: `f${line}`, ...place }
}

test('a finding leads to its line, and Esc back to where one was', async ({ on }) => {
  await on.press('4', 'enter')
  assert.match(await on.screen(), /src\/a\.py +7\/300/)
  await on.press('n')
  assert.match(await on.screen(), /src\/a\.py +250\/300/)
  await on.press('escape')
  assert.not.match(await on.screen(), '/300')
})

test('findings are accepted and dismissed with a reason, shown again, and reopened', async ({ on }) => {
  const { press, project, type } = on
  await press('4', 'a')
  await type('known')
  assert.equal(
    Array.from(triage.entries(project), ([id, { state, reason }]) => [id, state, reason]),
    [['f7', 'accepted', 'known']],
  )
  await press('x', 'escape')
  assert.is([...triage.entries(project)].length, 1)
  await press('t', 'g', 'j', 'o')
  assert.is([...triage.entries(project)].length, 0)
})

test('the editor is opened on the selected line', async ({ on }) => {
  await on.press('4', 'enter', 'e')
  assert.is(on.spawned.length, 1)
  assert.ok(on.spawned[0]!.includes(join(on.root, 'src/a.py')))
})

test('a folder opens and closes, a file in it opens and closes', async ({ on }) => {
  await on.press('2')
  assert.not.match(await on.screen(), 'a.py')
  await on.press('enter', 'j', 'enter')
  assert.match(await on.screen(), 'price(1)')
  await on.press('escape', 'k', 'enter')
  assert.not.match(await on.screen(), 'a.py')
})

test('a name of the line leads to its definition', async ({ on }) => {
  on.link.answers.set('symbols.definition', () => ({
    targets: [{ path: 'src/a.py', line: 120, column: 1, certainty: 'certain' }],
  }))
  await on.press('4', 'enter', 'd')
  const { terminal } = on
  if (/Which\?/.test(await terminal.text())) await on.press('2')
  assert.match(await on.screen(), /120\/300/)
  assert.equal(on.link.requests.findLast(({ id }) => id === 'symbols.definition')?.input, {
    path: 'src/a.py',
    line: 7,
    column: 13,
  })
})

test('a hotspot leads to its file', async ({ on }) => {
  const drawn = on.drawn()
  history.put(on.project, 'hotspots', [
    {
      path: 'src/a.py',
      revisions: 9,
      added: 1,
      deleted: 1,
      complexity: 31,
      lines: 300,
      score: 1,
      authors: 1,
      mainAuthor: 'Ann',
      mainAuthorShare: 1,
      lastChanged: 0,
      trend: [],
    },
  ])
  await drawn
  await on.press('5', 'enter')
  assert.match(await on.screen(), /src\/a\.py +1\/300/)
})

test('the place of another person is followed', async ({ on }) => {
  const user = { id: 'bo', name: 'Bo', colour: '#fff', role: 'owner' as const }
  on.link.gather([{ user, client: 'terminal', place: { panel: 'files', path: 'src/a.py', line: 42 } }])
  await on.press('F')
  assert.match(await on.screen(), /42\/300/)
})

test('the project is scanned again by its key, from every panel', async ({ on }) => {
  await on.press('f5')
  assert.equal(on.link.intents, [{ id: 'analysis-rerun', input: {} }])
  assert.match(await on.screen(), 'Scanning again')
})

test.run()
