import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import files from '@tlc/core/document/collections/files'
import findings from '@tlc/core/document/collections/findings'
import history from '@tlc/core/document/collections/history'
import overview from '@tlc/core/document/collections/overview'
import steps from '@tlc/core/document/collections/steps'
import triage from '@tlc/core/document/collections/triage'
import type { FindingRecord } from '@tlc/core/document/records'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type ActingWorkspace, actingWorkspace } from '../../helpers/acting-workspace.ts'
import { aStep } from '../../helpers/records.ts'

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

test('a finding leads to its line, the next one is a key away, and Esc leads back to the list', async ({ on }) => {
  await on.press('4', 'enter')
  assert.match(await on.screen(), /src\/a\.py +7\/300/)
  await on.press(']')
  assert.match(await on.screen(), /src\/a\.py +250\/300/)
  assert.match(await on.screen(), '2 of 2 lines with findings')
  await on.press(']')
  assert.match(await on.screen(), '1 of 2 lines with findings, from the other end')
  await on.press('[', 'escape')
  assert.match(await on.screen(), 'found 250')
  assert.not.match(await on.screen(), '/300')
})

test('one goes back over every jump, and forward again', async ({ on }) => {
  on.link.answers.set('symbols.definition', () => ({
    targets: [{ path: 'src/a.py', line: 120, column: 1, certainty: 'certain' }],
  }))
  await on.press('4', 'j', 'enter', 'd', '1')
  assert.match(await on.screen(), '120/300')
  await on.press('C-o')
  assert.match(await on.screen(), '250/300')
  await on.press('M-left')
  assert.match(await on.screen(), 'found 250')
  await on.press('C-o')
  assert.match(await on.screen(), 'There is nothing to go back to')
  await on.press('M-right', 'M-right')
  assert.match(await on.screen(), '120/300')
  await on.press('M-right')
  assert.match(await on.screen(), 'You did not go back')
})

test('a text is found in the file, marked, stepped through and let go', async ({ on }) => {
  on.link.answers.set('file.find', (input) => {
    const { text } = input as { text: string }
    return { lines: LINES.flatMap((line, i) => (line.includes(text) ? [i + 1] : [])), more: false }
  })
  await on.press('2', 'enter', 'j', 'enter', 'n')
  assert.match(await on.screen(), 'Nothing is searched for')
  await on.press('/')
  await on.type('price(29')
  assert.match(await on.screen(), '29/300')
  assert.match(await on.screen(), '1 of 11 lines with price(29')
  await on.press('n')
  assert.match(await on.screen(), '290/300')
  await on.press('N', 'N')
  assert.match(await on.screen(), '299/300')
  await on.press('escape')
  assert.match(await on.screen(), '299/300')
  await on.press('/')
  await on.type('nowhere')
  assert.match(await on.screen(), 'nowhere is not in this file')
})

test('a line is gone to by its number, and told who wrote it', async ({ on }) => {
  const by = { author: 'Ann', at: 1, commit: 'abcdef0123', summary: 'Count prices' }
  on.link.answers.set('file.blame', () => ({ from: 1, lines: LINES.map((_, i) => (i === 41 ? by : null)) }))
  await on.press('2', 'enter', 'j', 'enter', 'C-g')
  await on.type('42')
  assert.match(await on.screen(), '42/300')
  await on.press('b')
  assert.match(await on.screen(), /abcdef01 Ann, .* ago: Count prices/)
  await on.press('j', 'b')
  assert.match(await on.screen(), 'The line is not committed')
  await on.press('C-g')
  await on.type('x')
  assert.match(await on.screen(), 'A line is a number from 1 to 300')
})

test('what the overview lists leads to the step and to the function, by keys and by the mouse', async ({ on }) => {
  const drawn = on.drawn()
  const totals = {
    files: 1,
    analysed: 1,
    skipped: 0,
    lines: 9,
    code: 9,
    comments: 0,
    functions: 1,
    symbols: 1,
    bytes: 9,
  }
  on.project.transact(() => {
    overview.put(on.project, 'totals', totals)
    const worst = [{ path: 'src/a.py', name: 'price', line: 99, cyclomatic: 31 }]
    overview.put(on.project, 'complexity', { over10: 1, over20: 1, worst })
  })
  on.session.transact(() => {
    steps.put(on.session, 'x', aStep({ title: 'Over', state: 'done', position: 1 }))
    steps.put(on.session, 'y', aStep({ title: 'Split the thing', position: 2 }))
  })
  await drawn
  await on.press('enter')
  assert.match(await on.screen(), /State +Effort/)
  assert.match(await on.screen(), /Split the thing\n|Split the thing +/)
  await on.press('c')
  assert.is(steps.get(on.session, 'y')?.state, 'claimed')
  await on.press('C-o', 'j', 'enter')
  assert.match(await on.screen(), '99/300')
  await on.press('escape')
  assert.match(await on.screen(), 'What to do first')
})

test('the path and the line are given to the clipboard', async ({ on }) => {
  await on.press('1', 'y')
  assert.match(await on.screen(), 'Nothing that has a path is selected')
  await on.press('4', 'y')
  assert.match(await on.screen(), 'Gave src/a.py:7 to the clipboard')
  assert.equal(on.terminal.copied, ['src/a.py:7'])
})

test('the tree is gone through by arrows, and shows where a file is that was opened elsewhere', async ({ on }) => {
  await on.press('2', 'right', 'right')
  assert.match(await on.screen(), 'a.py')
  await on.press('left', 'left')
  assert.not.match(await on.screen(), 'a.py')
  await on.press('4', 'enter', 't')
  assert.match(await on.screen(), /^ +a\.py +python +300/m)
  await on.press('s')
  assert.match(await on.screen(), /^ +src\/a\.py/m)
  assert.match(await on.screen(), 'By lines, the most first')
})

test('a line that goes on beyond the screen ends with a sign of it', async ({ on }) => {
  const long = `${'a'.repeat(300)} end`
  on.link.answers.set('file.lines', () => ({ total: 1, from: 1, lines: [long], tokens: [] }))
  await on.press('2', 'right', 'j', 'enter')
  assert.match(await on.screen(), /│a+…$/m)
  for (let i = 0; i < 30; i++) await on.press('right')
  assert.match(await on.screen(), /│a+ end$/m)
})

test('keys that scroll code sideways open and close in the tree', async ({ on }) => {
  await on.press('2', 'right', 'j', 'enter', 'right')
  assert.match(await on.screen(), 'from column 9')
  assert.match(await on.screen(), '│l = price(1)')
  await on.press('left')
  assert.match(await on.screen(), '│    total = price(1)')
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

test('a group is triaged as one, and the last decision is taken back', async ({ on }) => {
  const states = () =>
    Array.from(triage.entries(on.project), ([id, { state, reason }]) => [id, state, reason].join(' ')).sort()
  await on.press('4', 'a')
  await on.type('known')
  assert.equal(states(), ['f7 accepted known'])
  await on.press('t', 'g')
  assert.match(await on.screen(), '2 findings of this group')
  await on.press('x')
  assert.match(await on.screen(), '2 findings: Why no problem?')
  await on.type('tests')
  assert.equal(states(), ['f250 dismissed tests', 'f7 dismissed tests'])
  await on.press('u')
  assert.equal(states(), ['f7 accepted known'])
  assert.match(await on.screen(), '2 findings as before')
  await on.press('u')
  assert.match(await on.screen(), 'Nothing was decided here yet')
})

test('help is filtered, and left to where one was', async ({ on }) => {
  await on.press('4', '?', '/')
  for (const letter of 'dismiss') await on.press(letter)
  assert.match(await on.screen(), /Findings\n +x +Dismiss/)
  assert.not.match(await on.screen(), 'Claim')
  await on.press('enter', 'escape', '?', 'escape')
  assert.match(await on.screen(), '2 findings by severity')
})

test('a person leads to the files that are mostly theirs, a pair to either file', async ({ on }) => {
  const drawn = on.drawn()
  history.put(on.project, 'owners', [{ name: 'Ann', commits: 1, files: 1, owns: 1, lastAt: 0 }])
  history.put(on.project, 'coChanges', [{ a: 'src/b.py', b: 'src/a.py', together: 3, degree: 0.4 }])
  history.put(on.project, 'hotspots', [])
  await drawn
  await on.press('5', 'left', 'enter')
  assert.match(await on.screen(), 'filter Ann')
  await on.press('C-o', 'V', 'enter', '2')
  assert.match(await on.screen(), /src\/a\.py +1\//)
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

test('a name of the line leads to its definition, and words of the language are no names', async ({ on }) => {
  const tokens = LINES.map(() => [[4, 9, 'keyword']])
  on.link.answers.set('file.lines', () => ({ total: 300, from: 1, lines: LINES, tokens }))
  on.link.answers.set('symbols.definition', () => ({
    targets: [{ path: 'src/a.py', line: 120, column: 1, certainty: 'certain' }],
  }))
  await on.press('4', 'enter', 'd')
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

test('the list of uses says how many it leaves out, and u lists those too', async ({ on }) => {
  const { link, press, screen } = on
  const row = {
    path: 'a.ts',
    language: 'typescript',
    name: 'next',
    kind: 'method',
    line: 3,
    column: 3,
    endLine: 4,
    container: 'A',
    signature: 'next()',
  }
  const use = (line: number, certainty: string) => ({ path: 'b.ts', line, column: 1, certainty, text: `next ${line}` })
  link.answers.set('symbols.search', () => [row])
  link.answers.set('symbols.references', (input) =>
    (input as { all: boolean }).all
      ? { name: 'next', targets: [use(1, 'certain'), use(9, 'by-name')], leftOut: 0 }
      : { name: 'next', targets: [use(1, 'certain')], leftOut: 1 },
  )
  await press('3', 'u')
  assert.match(await screen(), '1 use  1 more on what is not known: u')
  await press('u')
  assert.match(await screen(), '2 uses, 1 of them by name alone')
  assert.match(await screen(), '? next 9')
})

test.run()
