import files from '@tlc/core/document/collections/files'
import findings from '@tlc/core/document/collections/findings'
import history from '@tlc/core/document/collections/history'
import overview from '@tlc/core/document/collections/overview'
import sessions from '@tlc/core/document/collections/sessions'
import steps from '@tlc/core/document/collections/steps'
import type { StepRecord } from '@tlc/core/document/records'
import { scrollTo } from '@tlc/tui/app/scroll'
import { createCache, type Sources } from '@tlc/tui/app/sources'
import type { PanelDefinition, PanelState } from '@tlc/tui/define-panel'
import { panels as registry } from '@tlc/tui/panels.generated'
import { fitLine, lineWidth } from '@tlc/tui/screen/line'
import { createSurface, drawLine } from '@tlc/tui/screen/surface'
import { createTheme } from '@tlc/tui/screen/theme'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import * as Y from 'yjs'
import { indexProgress } from '../../helpers/link-double.ts'

const test = suite('tui/panels')
const panels = registry as unknown as PanelDefinition<unknown, PanelState>[]
const NASTY = 'sources/漢字/👩‍💻 e\u0301/a very long folder name/\x1b[31mred\x07.ts'

/** Rooms with one of everything, named as badly as names can be. */
function rooms(): Sources {
  const project = new Y.Doc()
  const session = new Y.Doc()
  const by = { id: 'a', name: '漢字 Person 👩‍💻' }
  files.put(project, NASTY, {
    language: 'typescript',
    bytes: 10,
    lines: 12_345,
    code: 9,
    comments: 1,
    functions: 2,
    complexity: 31,
    maintainability: 20,
    findings: [1, 1, 0],
  })
  findings.put(project, NASTY, [
    {
      rule: 'security/eval-call',
      severity: 'error',
      line: 3,
      column: 1,
      endLine: 3,
      endColumn: 4,
      message: `${'long '.repeat(40)}\x1b[2J`,
      cwe: [95],
      fingerprint: 'f',
    },
  ])
  overview.put(project, 'project', {
    name: '漢字'.repeat(30),
    openedAt: 0,
    git: { branch: 'main', head: 'a', detached: false, shallow: true },
  })
  overview.put(project, 'totals', {
    files: 1,
    analysed: 1,
    skipped: 0,
    lines: 12,
    code: 9,
    comments: 1,
    functions: 2,
    symbols: 3,
    bytes: 10,
  })
  overview.put(project, 'languages', [{ language: 'typescript', files: 1, lines: 12, code: 9 }])
  overview.put(project, 'health', {
    score: 61,
    parts: [{ name: 'errors', lost: 12.5, because: 'because '.repeat(20) }],
  })
  overview.put(project, 'activity', { start: 0, weeks: [0, 3, 1, 900] })
  history.put(project, 'hotspots', [
    {
      path: NASTY,
      revisions: 9,
      added: 1,
      deleted: 1,
      complexity: 31,
      lines: 500,
      score: 1,
      authors: 2,
      mainAuthor: by.name,
      mainAuthorShare: 0.5,
      lastChanged: 0,
      trend: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    },
  ])
  history.put(project, 'coChanges', [{ a: NASTY, b: 'b', together: 3, degree: 0.4 }])
  history.put(project, 'owners', [{ name: by.name, commits: 1, files: 1, owns: 1, lastAt: 0 }])
  sessions.put(project, 'main', { title: by.name, state: 'open', createdBy: by, createdAt: 0 })
  steps.put(session, 's', aStep({ title: `Split ${NASTY}`, claimedBy: by, state: 'claimed' }))
  return {
    project,
    session,
    sessionId: 'main',
    entering: false,
    synced: true,
    connection: 'connected',
    self: by,
    others: [],
    progress: null,
    now: 1e9,
    body: { width: 80, height: 20 },
    lastVisit: null,
    ask: () => undefined,
    faultOf: () => null,
    version: () => 0,
    cached: createCache(),
  }
}

function aStep(over: Partial<StepRecord>): StepRecord {
  return {
    title: 'A step',
    why: 'why '.repeat(60),
    state: 'proposed',
    position: 1,
    score: { value: 1, terms: [], formula: '' },
    effort: 'hours',
    effect: 'less',
    evidence: [{ kind: 'finding', path: NASTY, line: 3, endLine: 3, figures: 'figures', key: 'k', gone: true }],
    claimedBy: null,
    decision: null,
    touched: false,
    origin: 'planner',
    ...over,
  }
}

function rendered(
  panel: PanelDefinition<unknown, PanelState>,
  sources: Sources,
  size: { width: number; height: number },
  unicode: boolean,
) {
  const state = panel.initial()
  const model = panel.select(sources, state)
  const count = panel.list?.count(model) ?? 0
  const top = panel.list ? scrollTo(state, count, panel.list.height(size, model)) : 0
  return panel.render(model, { ...size, focused: true, theme: createTheme({ depth: '256', unicode }), top })
}

for (const panel of panels) {
  for (const size of [
    { width: 80, height: 20 },
    { width: 200, height: 56 },
    { width: 40, height: 8 },
    { width: 130, height: 20 },
  ]) {
    test(`${panel.id} fills ${size.width}x${size.height} without a row that is too long, on a full and on an empty project`, () => {
      const empty = { ...rooms(), project: new Y.Doc(), session: new Y.Doc(), synced: false, cached: createCache() }
      for (const sources of [rooms(), empty]) {
        for (const line of rendered(panel, sources, size, true))
          assert.is(lineWidth(fitLine(line, size.width)), size.width)
      }
    })
  }

  test(`${panel.id} shows nothing beyond ASCII on a terminal without Unicode, and its rows stay straight`, () => {
    const size = { width: 100, height: 30 }
    const surface = createSurface(size.width, size.height, { ascii: true })
    for (const [y, line] of rendered(panel, rooms(), size, false).entries())
      drawLine(surface, { x: 0, y, width: size.width }, line)
    assert.match(surface.text.join(''), /^[\x20-\x7e]*$/)
    assert.is(surface.text.join('').length, size.width * size.height)
  })
}

test('the overview says that the analysis failed and why, or what it could not do', () => {
  const panel = panels.find(({ id }) => id === 'overview')!
  const size = { width: 80, height: 20 }
  const text = (state: 'ready' | 'failed' | 'analysing') => {
    const sources = rooms()
    const analysis = { state, revision: 1, finishedAt: 0, tookMs: 1, parsed: 1, reused: 0, message: 'no room' }
    overview.put(sources.project, 'analysis', analysis)
    return rendered(panel, sources, size, true)
      .map(({ spans }) => spans.map((span) => span.text).join(''))
      .join('\n')
  }
  assert.match(text('failed'), 'The analysis failed: no room')
  assert.match(text('ready'), 'no room')
  assert.not.match(text('analysing'), 'no room')
})

/** What a panel shows as plain text, on a project with one of everything. */
function shown(id: string, size: { width: number; height: number }, change: (sources: Sources) => void = () => {}) {
  const sources = rooms()
  change(sources)
  const lines = rendered(panels.find((panel) => panel.id === id)!, sources, size, true)
  return lines.map((each) =>
    fitLine(each, size.width)
      .spans.map(({ text }) => text)
      .join('')
      .trimEnd(),
  )
}

const NARROW = { width: 80, height: 20 }

for (const size of [
  { width: 80, height: 20 },
  { width: 80, height: 50 },
  { width: 120, height: 36 },
  { width: 200, height: 56 },
]) {
  test(`the overview says at ${size.width}x${size.height} what the project is and what to do, in the rows that keys act on`, () => {
    const panel = panels.find(({ id }) => id === 'overview')!
    const sources = { ...rooms(), body: size }
    overview.put(sources.project, 'complexity', {
      over10: 1,
      over20: 1,
      worst: [{ path: 'src/a.ts', name: 'worst', line: 7, cyclomatic: 31 }],
    })
    overview.put(sources.project, 'about', { text: 'It does this.', from: 'a' })
    const model = panel.select(sources, panel.initial())
    const text = rendered(panel, sources, size, true).map(({ spans }) => spans.map((each) => each.text).join(''))
    const { head, height, count } = panel.list!
    const first = typeof head === 'function' ? head(size, model) : (head ?? 0)
    assert.match(text[first]!, '1.')
    assert.match(text[first]!, 'Split')
    assert.match(text[first - 1]!, 'What to do first')
    assert.match(text.join('\n'), 'It does this.')
    assert.ok(height(size, model) >= 3)
    assert.is(count(model), size.width >= 120 ? 2 : 3)
    assert.match(text.join('\n'), 'Activity')
    assert.ok(text.length <= size.height, `${text.length} rows`)
  })
}

test('languages are those of the code; documents and data are told apart from it', () => {
  const languages = [
    { language: 'rst', files: 3, lines: 900, code: 800 },
    { language: 'python', files: 2, lines: 300, code: 150 },
    { language: 'go', files: 1, lines: 90, code: 50 },
  ]
  const text = shown('overview', NARROW, ({ project }) => overview.put(project, 'languages', languages)).join('\n')
  assert.match(text, /200 lines of code +/)
  assert.match(text, /python .* 75\.0 %/)
  assert.match(text, 'Text: rst 800')
  const documents = shown('overview', NARROW, ({ project }) =>
    overview.put(project, 'languages', languages.slice(0, 1)),
  )
  assert.match(documents.join('\n'), /rst .* 100\.0 %/)
})

test('nothing stands out only once analysis and history have been looked at', () => {
  const withoutSteps = ({ project, session }: Sources) => {
    steps.delete(session, 's')
    overview.put(project, 'analysis', {
      state: 'ready',
      revision: 1,
      finishedAt: 0,
      tookMs: 1,
      parsed: 1,
      reused: 0,
      message: '',
    })
  }
  const reading = (state: 'reading' | 'ready') => (sources: Sources) => {
    withoutSteps(sources)
    overview.put(sources.project, 'history', { state, commits: 0, authors: 0, firstAt: 0, lastAt: 0, message: '' })
  }
  assert.match(shown('overview', NARROW, reading('reading')).join('\n'), 'The plan follows')
  assert.match(shown('overview', NARROW, reading('ready')).join('\n'), 'Nothing stands out')
})

test('the overview says how much is searchable, that the index has not said so yet, and why it cannot', () => {
  const asked = (files: number) => (sources: Sources) => {
    sources.ask = <T>() => indexProgress({ files, embedded: 10 }) as T
  }
  assert.match(shown('overview', { width: 130, height: 20 }, asked(1234)).join('\n'), /Search: ready, by meaning: 25 %/)
  assert.match(shown('overview', NARROW).join('\n'), 'Search: opening')
  const failing = (sources: Sources) => {
    sources.faultOf = (slot) => (slot === 'index.progress' ? 'no room' : null)
  }
  assert.match(shown('overview', NARROW, failing).join('\n'), 'Search: no room')
})

test('heads of columns are whole words at 80 columns', () => {
  assert.match(shown('files', NARROW)[0]!, /Name +Lines Complexity +Findings$/)
})

test('a finding does not repeat the severity that stands above its group, and tells what was decided', () => {
  const [counts, head, finding] = shown('findings', NARROW)
  assert.is(counts, ' 1 finding by severity')
  assert.match(head!, /^error {2}1$/)
  assert.not.match(finding!, 'error')
})

test('people on a narrow screen stand under their own head', () => {
  const lines = shown('session', NARROW)
  assert.ok(lines.indexOf('People') > lines.indexOf('Sessions'))
})

test('the panels stand in the order of their numbers, each number once', () => {
  const orders = panels.map((panel) => panel.order).sort((a, b) => a - b)
  assert.equal(
    orders,
    Array.from(orders, (_, i) => i + 1),
  )
})

test.run()
