import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mock } from 'node:test'
import files from '@tlc/core/document/collections/files'
import findings from '@tlc/core/document/collections/findings'
import overview from '@tlc/core/document/collections/overview'
import type { FindingRecord } from '@tlc/core/document/records'
import { createWorkspace } from '@tlc/tui/app/workspace'
import { createTheme } from '@tlc/tui/screen/theme'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { linkDouble } from '../../helpers/link-double.ts'
import { eventually } from '../../helpers/server.ts'
import { terminalDouble } from '../../helpers/terminal-double.ts'

const test = suite<{ folder: string }>('tui/app/workspace')

test.before((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'tlc-test-'))
})

test.after(({ folder }) => rmSync(folder, { recursive: true }))

/** A workspace on doubles; `idle` resolves after the next frame with which nothing is on its way. */
function opened(folder: string) {
  const terminal = terminalDouble()
  const link = linkDouble()
  const waiting = new Set<() => void>()
  const workspace = createWorkspace({
    terminal,
    theme: createTheme({ depth: '256', unicode: true }),
    root: folder,
    name: 'sample',
    env: { XDG_STATE_HOME: folder },
    spawn: async () => {},
    onFrame(idle) {
      if (!idle) return
      for (const resolve of waiting) resolve()
      waiting.clear()
    },
  })
  const idle = () => new Promise<void>((resolve) => waiting.add(resolve))
  return {
    terminal,
    link,
    workspace,
    idle,
    async press(...names: string[]) {
      for (const name of names) {
        const drawn = idle()
        terminal.press(name)
        await drawn
      }
    },
    async connect() {
      const drawn = idle()
      await workspace.connect(link)
      await drawn
    },
  }
}

function finding(line: number, part: Partial<FindingRecord> = {}): FindingRecord {
  const place = { line, column: 1, endLine: line, endColumn: 2 }
  return {
    rule: 'x/y',
    severity: 'error',
    message: `message ${line}`,
    cwe: [],
    fingerprint: `f${line}`,
    ...place,
    ...part,
  }
}

test('the frame stands before there is a connection, and says what is awaited', async ({ folder }) => {
  const { terminal, workspace } = opened(folder)
  const text = await terminal.text()
  assert.match(text, '1 Overview')
  assert.match(text, 'sample')
  assert.match(text, 'starting the daemon')
  terminal.press('q')
  assert.is(await workspace.ended, 0)
})

test('a project that is known is shown before there is a connection, and goes on from there', async ({ folder }) => {
  const { terminal, workspace, link, press, connect } = opened(folder)
  findings.put(link.project, 'src/known.py', [finding(7)])
  workspace.recall(link.project)
  terminal.press('4')
  await eventually(async () => (await terminal.text()).includes('src/known.py:7'), 'the finding is shown')
  assert.match(await terminal.text(), 'starting the daemon')
  terminal.press('a', 'o', 'k', 'enter')
  await eventually(async () => (await terminal.text()).includes('no connection yet'), 'the person is told')
  await connect()
  findings.put(link.project, 'src/known.py', [finding(7), finding(8)])
  await press('down')
  assert.match(await terminal.text(), 'src/known.py:8')
})

test('a connection that cannot be had is told, and the person can leave', async ({ folder }) => {
  const { terminal, workspace } = opened(folder)
  workspace.fail('The daemon does not start: the disk is full')
  terminal.press('2')
  await new Promise(setImmediate)
  await new Promise(setImmediate)
  assert.match(await terminal.text(), 'the disk is full')
  terminal.press('C-c')
  assert.is(await workspace.ended, 0)
})

test('what is written into the document is on the screen with the next frame', async ({ folder }) => {
  const { terminal, link, workspace, connect, press, idle } = opened(folder)
  await connect()
  await press('4')
  const drawn = idle()
  findings.put(link.project, 'src/a.ts', [finding(7)])
  await drawn
  assert.match(await terminal.text(), 'src/a.ts:7')
  workspace.end(0)
})

test('a record that no panel can read breaks its panel, and the others are still there', async ({ folder }) => {
  const { terminal, link, workspace, connect, press } = opened(folder)
  await connect()
  link.project.getMap('findings').set('src/a.ts', [null])
  overview.put(link.project, 'project', { name: 'renamed', openedAt: 0, git: null })
  await press('4')
  assert.match(await terminal.text(), 'Findings cannot be shown')
  for (const key of ['1', '2', '3', '4', '5', '6', '7', '8', '9', '4', 'j', 'enter', '?', '1']) await press(key)
  assert.match(await terminal.text(), 'renamed')
  terminal.press('q')
  assert.is(await workspace.ended, 0)
})

test('after it is left nothing more is written, for the terminal is that of the shell again', async ({ folder }) => {
  const { terminal, link, workspace, connect } = opened(folder)
  await connect()
  mock.timers.enable({ apis: ['setTimeout'] })
  try {
    workspace.end(0)
    const before = terminal.bytes
    link.become('closed')
    mock.timers.tick(1_000)
    assert.is(terminal.bytes, before)
  } finally {
    mock.timers.reset()
  }
  assert.is(await workspace.ended, 0)
})

test('a key that is disabled says why, and asks for nothing', async ({ folder }) => {
  const { terminal, link, connect, press, workspace } = opened(folder)
  await connect()
  await press('4', 'x')
  assert.match(await terminal.text(), 'No finding is selected')
  assert.equal(link.intents, [])
  workspace.end(0)
})

test('a finding is dismissed with the reason that was typed', async ({ folder }) => {
  const { link, connect, press, workspace } = opened(folder)
  await connect()
  findings.put(link.project, 'src/a.ts', [finding(7)])
  await press('4', 'j', 'x', ...'fine', 'enter')
  assert.equal(
    link.intents.map(({ id }) => id),
    ['finding-triage'],
  )
  assert.match(JSON.stringify(link.intents[0]!.input), 'fine')
  workspace.end(0)
})

test('a click shows a tab, selects a row, and opens the one that is selected', async ({ folder }) => {
  const { terminal, link, connect, press, idle, workspace } = opened(folder)
  await connect()
  findings.put(link.project, 'src/a.ts', [finding(7), finding(9)])
  await press('1')
  const click = async (x: number, y: number) => {
    const drawn = idle()
    terminal.click({ x, y, action: 'click' })
    await drawn
  }
  await click((await terminal.text()).search(/4 ?Findings/), 0)
  assert.match(await terminal.text(), '2 findings by severity')
  const row = async (text: string) => (await terminal.text()).split('\n').findIndex((each) => each.includes(text))
  await click(5, await row('src/a.ts:9'))
  assert.not.match(await terminal.text(), '9/9')
  await click(5, await row('src/a.ts:9'))
  assert.match(await terminal.text(), /src\/a\.ts +9\/9/)
  workspace.end(0)
})

test('the palette shows panels, and opens files by what of their path one types', async ({ folder }) => {
  const { terminal, link, connect, press, workspace } = opened(folder)
  await connect()
  const record = {
    language: 'ts',
    bytes: 1,
    lines: 5,
    code: 5,
    comments: 0,
    functions: 0,
    complexity: 0,
    maintainability: 9,
  }
  for (const path of ['src/price.ts', 'test/price.test.ts', 'docs/a.md'])
    files.put(link.project, path, { ...record, findings: [0, 0, 0] })
  await press('C-p', ...'show hist', 'enter')
  assert.match(await terminal.text(), 'The commits have not been read yet')
  await press('C-p', ...'price', 'enter')
  assert.match(await terminal.text(), /src\/price\.ts +1\//)
  await press('C-o', 'C-p', ...'prtest')
  assert.match(await terminal.text(), 'test/price.test.ts')
  await press('enter')
  assert.match(await terminal.text(), /test\/price\.test\.ts +1\//)
  workspace.end(0)
})

test('moving the selection by one row writes little', async ({ folder }) => {
  const { terminal, link, connect, press, workspace } = opened(folder)
  await connect()
  findings.put(
    link.project,
    'src/a.ts',
    Array.from({ length: 5_000 }, (_, i) => finding(i + 1)),
  )
  await press('4', 'j')
  const before = terminal.bytes
  await press('j')
  assert.ok(terminal.bytes - before < 2_000, `${terminal.bytes - before} bytes`)
  workspace.end(0)
})

test('a lost connection is told until it is back', async ({ folder }) => {
  const { terminal, link, connect, press, idle, workspace } = opened(folder)
  await connect()
  link.become('reconnecting')
  terminal.press('2')
  await new Promise(setImmediate)
  await new Promise(setImmediate)
  assert.match(await terminal.text(), 'connection lost')
  const drawn = idle()
  link.become('connected')
  await drawn
  assert.not.match(await terminal.text(), 'connection lost')
  await press('1')
  workspace.end(0)
})

test('a question that fails is shown in its panel, asked once, and again by its key', async ({ folder }) => {
  const { terminal, link, connect, press, workspace } = opened(folder)
  link.answers.set('symbols.search', () => {
    throw new Error('The store is closed')
  })
  await connect()
  await press('3', 'j', 'k', 'j')
  const asked = () => link.requests.filter(({ id }) => id === 'symbols.search').length
  assert.match(await terminal.text(), 'No answer (r asks again): The store is closed')
  assert.is(asked(), 1)
  link.answers.set('symbols.search', () => [])
  await press('r')
  assert.match(await terminal.text(), 'No definition fits')
  await press('r')
  assert.match(await terminal.text(), 'Nothing that was asked has failed')
  assert.is(asked(), 2)
  workspace.end(0)
})

test('people on other screens are named with their place', async ({ folder }) => {
  const { terminal, link, connect, idle, workspace } = opened(folder)
  await connect()
  const drawn = idle()
  const user = { id: 'bo', name: 'Bo', colour: '#fff', role: 'owner' as const }
  link.gather([{ user, client: 'terminal', place: { panel: 'files', path: 'src/a.ts', line: 3 } }])
  await drawn
  assert.match(await terminal.text(), 'Bo in src/a.ts:3')
  workspace.end(0)
})

test('every panel can be drawn on a screen too small for it', async ({ folder }) => {
  const { terminal, link, connect, press, workspace } = opened(folder)
  await connect()
  findings.put(link.project, 'src/a.ts', [finding(7)])
  for (const [width, height] of [
    [1, 1],
    [10, 3],
    [20, 6],
    [500, 200],
  ] as const) {
    terminal.resize(width, height)
    for (const key of ['1', '2', '3', '4', '5', '6', '7', '8', '9', 'C-p', 'escape', '/', 'escape']) await press(key)
  }
  assert.not.match(await terminal.text(), 'cannot be shown')
  workspace.end(0)
})

test.run()
