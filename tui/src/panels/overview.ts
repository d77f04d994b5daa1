import overview from '@tlc/core/document/collections/overview'
import steps from '@tlc/core/document/collections/steps'
import type { OverviewRecords, StepRecord } from '@tlc/core/document/records'
import type { IndexProgress } from '@tlc/core/index/contract'
import type { LastVisit } from '../app/last-visit.ts'
import { definePanel, type PanelState, type View } from '../define-panel.ts'
import { columns, EMPTY_LINE, fillHeight, fitLine, type Line, line, span } from '../screen/line.ts'
import { fit, textWidth, truncate, truncateStart } from '../screen/width.ts'
import { bar, columnChart } from './_charts.ts'
import { ago, count, duration, plural, short } from './_figures.ts'
import { askProgress, shortProgressSpans } from './_index-state.ts'
import { languageShares } from './_languages.ts'
import { listLines } from './_rows.ts'

/** A row that keys act on: a step of the plan with its row there, or a function. */
export type OverviewRow =
  | { is: 'step'; step: StepRecord; at: number }
  | { is: 'head' }
  | { is: 'nothing' }
  | { is: 'function'; path: string; name: string; line: number; cyclomatic: number }

export interface OverviewModel {
  figures: { [K in keyof OverviewRecords]?: OverviewRecords[K] }
  /** The steps that are open, then the most complex functions; where these stand below, with their head between them. */
  rows: OverviewRow[]
  /** How many of the rows are steps, or say that there are none. */
  steps: number
  selected: number
  synced: boolean
  entering: boolean
  lastVisit: LastVisit | null
  now: number
  /** How far the index of the search is; null before it said so, and why it cannot. */
  index: IndexProgress | null
  indexFault: string | null
}

/** More than any screen has room for. */
const MOST_STEPS = 60
/** From here on there are two columns of rows. */
const WIDE = 120
const FEWEST_ROWS = 3
/** As many as `factLines` gives. */
const FACT_ROWS = 6

export default definePanel<OverviewModel, PanelState>({
  id: 'overview',
  title: 'Overview',
  order: 1,
  initial: () => ({ selected: 0, top: 0, filter: '' }),
  select(sources, { selected }) {
    const { project, session, synced, entering, lastVisit, now, body, faultOf } = sources
    const figures = sources.cached('overview.figures', [project, sources.version('overview')], () =>
      Object.fromEntries(overview.entries(project)),
    ) as OverviewModel['figures']
    const plan = sources.cached('overview.plan', [session, sources.version('steps')], () =>
      Array.from(steps.entries(session), ([id, step]) => ({ id, step }))
        .sort((a, b) => a.step.position - b.step.position || (a.id < b.id ? -1 : 1))
        .map(({ step }, at) => ({ is: 'step' as const, step, at }))
        .filter(({ step: { state } }) => state !== 'done' && state !== 'rejected')
        .slice(0, MOST_STEPS),
    )
    const worst = figures.complexity?.worst ?? []
    const first: OverviewRow[] = plan.length > 0 ? plan : [{ is: 'nothing' }]
    const rows = sources.cached('overview.rows', [plan, worst, body.width >= WIDE], () => [
      ...first,
      ...(worst.length > 0 && body.width < WIDE ? [{ is: 'head' as const }] : []),
      ...worst.map((each) => ({ is: 'function' as const, ...each })),
    ])
    const index = askProgress(sources) ?? null
    const indexFault = faultOf('index.progress')
    return { figures, rows, steps: first.length, selected, synced, entering, lastVisit, now, index, indexFault }
  },
  list: {
    count: ({ rows, figures }) => (figures.totals ? rows.length : 0),
    height: (view, model) => (model.figures.totals ? rowsShown(model, view) : 1),
    head: (view, model) => upperRows(model, view) + 1,
  },
  render(model, view) {
    if (!model.figures.totals) return [EMPTY_LINE, line(span(`  ${firstWords(model)}`, 'dim'))]
    const upper = upperLines(model, view)
    const height = rowsShown(model, view)
    if (view.width < WIDE) {
      const rows = fillHeight(rowLines(model, { ...view, height }, view.width - 4), height).map(indent)
      return [...upper, indent(planHead()), ...rows, EMPTY_LINE, ...charts(model, view)]
    }
    const width = columnWidth(view)
    const planned = { ...model, rows: model.rows.slice(0, model.steps) }
    const top = Math.min(view.top, Math.max(0, model.steps - height))
    const left = [planHead(), ...rowLines(planned, { ...view, top, height }, width)]
    return [
      ...upper,
      ...columns(
        [
          { lines: left.map(indent), width: width + 2 },
          { lines: worstLines(model, view, width), width },
        ],
        1,
      ),
    ]
  },
  place({ rows, selected }) {
    const row = rows[selected]
    if (row?.is === 'function') return { path: row.path, line: row.line }
    const evidence = row?.is === 'step' ? row.step.evidence[0] : undefined
    return evidence ? { path: evidence.path, line: evidence.line } : null
  },
  bindings: [
    {
      action: 'overview.open',
      disabled: ({ rows, selected }) => !opens(rows[selected]) && 'Nothing is selected that opens',
    },
  ],
})

function firstWords({ synced, figures: { analysis } }: OverviewModel): string {
  return analysis?.message || (synced ? 'Looking at the project for the first time' : 'Loading the project')
}

function opens(row: OverviewRow | undefined): boolean {
  return row?.is === 'step' || row?.is === 'function'
}

function columnWidth({ width }: Pick<View, 'width'>): number {
  return Math.floor((width - (width >= WIDE ? 6 : 5)) / 2)
}

/** Rows of plan and functions that a view shows: what the rest leaves. */
function rowsShown(model: OverviewModel, view: Pick<View, 'width' | 'height'>): number {
  const below = view.width >= WIDE ? 0 : CHART_ROWS + 1
  const room = Math.max(FEWEST_ROWS, view.height - upperRows(model, view) - 1 - below)
  return view.width >= WIDE ? room : Math.min(room, Math.max(FEWEST_ROWS, model.rows.length))
}

/** As many as `upperLines` gives. */
function upperRows(model: OverviewModel, view: Pick<View, 'width' | 'height'>): number {
  const wide = view.width >= WIDE
  const facts = Math.max(FACT_ROWS, healthRows(model))
  return noticeRows(model) + 2 + facts + 1 + (wide ? chartRows(view) + 1 : 0)
}

/** What the project is and where it hurts; on a wide screen with the charts. */
function upperLines(model: OverviewModel, view: View): Line[] {
  const width = columnWidth(view)
  const wide = view.width >= WIDE
  const facts = columns(
    [
      { lines: factLines(model, width).map(indent), width: width + 2 },
      { lines: healthLines(model, view, width), width },
    ],
    1,
  )
  const notice = noticeLines(model, view)
  const shown = [...notice, EMPTY_LINE, indent(nameLine(model, view)), ...facts, EMPTY_LINE]
  return wide ? [...shown, ...charts(model, view), EMPTY_LINE] : shown
}

/** Languages and activity side by side. */
function charts(model: OverviewModel, view: View): Line[] {
  const width = columnWidth(view)
  const rows = chartRows(view)
  return fillHeight(
    columns(
      [
        { lines: languageLines(model, view, width, rows).map(indent), width: width + 2 },
        { lines: activityLines(model, view, width, rows - 2), width },
      ],
      1,
    ),
    rows,
  )
}

/** Rows of the charts on a narrow screen. */
const CHART_ROWS = 5

function chartRows({ width, height }: Pick<View, 'width' | 'height'>): number {
  if (width < WIDE) return CHART_ROWS
  return height >= 44 ? 12 : 7
}

function noticeRows({ figures: { analysis } }: OverviewModel): number {
  return analysis?.message && (analysis.state === 'ready' || analysis.state === 'failed') ? 1 : 0
}

/** Why the analysis failed, or what it could not do. */
function noticeLines({ figures: { analysis } }: OverviewModel, { width }: View): Line[] {
  if (!analysis?.message || (analysis.state !== 'ready' && analysis.state !== 'failed')) return []
  const failed = analysis.state === 'failed'
  const text = failed ? `The analysis failed: ${analysis.message}` : analysis.message
  return [line(span(`  ${truncate(text, width - 4)}`, failed ? 'error' : 'warning'))]
}

/** The name, and in the project's own words what it is for. */
function nameLine({ figures: { project, about } }: OverviewModel, { width }: View): Line {
  const git = project?.git
  const where = git
    ? `${git.detached ? 'detached HEAD' : (git.branch ?? '')}${git.shallow ? ', shallow clone' : ''}`
    : 'no git'
  const name = truncate(project?.name ?? '', Math.floor(width / 2))
  const room = width - 4 - textWidth(name) - textWidth(where) - 4
  const purpose = about && about.text !== '' ? `  ${truncate(about.text, room)}` : ''
  return line(span(name, 'title'), span(`  ${where}`, 'dim'), span(purpose))
}

function factLines({ figures, lastVisit, now, index, indexFault }: OverviewModel, width: number): Line[] {
  const { totals, history, findings, languages } = figures
  const { codeLines, otherLines } = languageShares(languages ?? [])
  const beside = otherLines > 0 && width >= 60 ? `, ${count(otherLines)} of text` : ''
  return [
    line(`${plural(totals!.files, 'file')}, ${plural(codeLines, 'line')} of code`, span(beside, 'dim')),
    line(`${plural(totals!.functions, 'function')}, ${plural(totals!.symbols, 'definition')}`),
    history?.state === 'ready'
      ? line(
          `${plural(history.commits, 'commit')} by ${plural(history.authors, 'person').replace('persons', 'people')}`,
        )
      : line(span(history?.message || 'Reading the commits', 'dim')),
    line(
      span(plural(findings?.error ?? 0, 'error'), findings?.error ? 'error' : 'dim'),
      span(`  ${plural(findings?.warning ?? 0, 'warning')}`, findings?.warning ? 'warning' : 'dim'),
      span(`  ${plural(findings?.info ?? 0, 'note')}`, 'dim'),
    ),
    fitLine(
      indexFault === null ? line(...shortProgressSpans(index)) : line(span(`Search: ${indexFault}`, 'error')),
      width,
    ),
    sinceLine(figures, lastVisit, now, width),
  ]
}

function sinceLine(figures: OverviewModel['figures'], last: LastVisit | null, now: number, width: number): Line {
  if (!last) return line(span('Your first visit: ? shows the keys', 'dim'))
  const roomy = width >= 60
  const since = changesSince(figures, last)
  return line(
    span(roomy ? `Since your visit ${ago(last.at, now)}: ` : `Since ${ago(last.at, now)}: `, 'dim'),
    since === '' ? span('nothing changed', 'dim') : span(truncate(since, width - (roomy ? 28 : 17)), 'accent'),
  )
}

function changesSince({ totals, findings, history }: OverviewModel['figures'], last: LastVisit | null): string {
  if (!last) return ''
  const parts = [
    difference((history?.commits ?? 0) - last.commits, 'commits'),
    difference((totals?.code ?? 0) - last.code, 'lines'),
    difference((findings?.error ?? 0) - last.errors, 'errors'),
    difference((findings?.warning ?? 0) - last.warnings, 'warnings'),
  ]
  return parts.filter((part) => part !== '').join(', ')
}

function difference(value: number, noun: string): string {
  return value === 0 ? '' : `${value > 0 ? '+' : '-'}${count(Math.abs(value))} ${noun}`
}

/** As many rows as there are, at most. */
function languageLines({ figures }: OverviewModel, { theme }: View, width: number, rows: number): Line[] {
  const { code, other } = languageShares(figures.languages ?? [])
  const room = rows - 1 - (other.length > 0 ? 1 : 0)
  const shown = code.slice(0, code.length > room ? room - 1 : room)
  const roomy = width >= 60
  const lines = shown.map(({ language, share, files }) => {
    const name = fit(language, roomy ? 12 : 10)
    const percent = fit(`${(share * 100).toFixed(1)} %`, 8, 'right')
    const amount = roomy ? span(fit(plural(files, 'file'), 13, 'right'), 'dim') : span('')
    return line(name, ' ', ...bar(share, Math.max(4, width - (roomy ? 34 : 19)), theme.glyphs), percent, amount)
  })
  const rest = code.length - shown.length
  const texts = other.map(({ language, lines: count }) => `${language} ${short(count)}`).join(', ')
  return [
    line(span('Languages', 'title'), span('  by lines of code', 'dim')),
    ...lines,
    ...(rest > 0 ? [line(span(`and ${rest} more`, 'dim'))] : []),
    ...(other.length > 0 ? [line(span(truncate(`Text: ${texts}`, width), 'dim'))] : []),
  ]
}

function healthRows({ figures: { health } }: OverviewModel): number {
  return health ? health.parts.length + 1 : 0
}

function healthLines({ figures }: OverviewModel, { theme }: View, width: number): Line[] {
  const health = figures.health
  if (!health) return []
  const role = health.score >= 75 ? 'success' : health.score >= 50 ? 'warning' : 'error'
  const barWidth = Math.max(6, width - 20)
  return [
    line(
      span('Health ', 'title'),
      span(fit(`${health.score}`, 4, 'right'), role),
      span(' of 100  ', 'dim'),
      ...bar(health.score / 100, barWidth, theme.glyphs, role),
    ),
    ...health.parts.map(({ lost, because }) =>
      line(
        span(fit(lost === 0 ? '0' : `-${lost.toFixed(1)}`, 5, 'right'), lost >= 5 ? 'warning' : 'dim'),
        span(` ${because}`, lost === 0 ? 'dim' : 'text'),
      ),
    ),
  ]
}

function activityLines({ figures, now }: OverviewModel, { theme }: View, width: number, height: number): Line[] {
  const activity = figures.activity
  const analysis = figures.analysis
  const runs =
    analysis?.state === 'ready'
      ? [line(span(`Analysed ${ago(analysis.finishedAt, now)} in ${duration(analysis.tookMs)}`, 'dim'))]
      : []
  if (!activity || activity.weeks.length === 0) return runs
  const weeks = activity.weeks.slice(-width)
  const busiest = Math.max(...weeks)
  return [
    line(
      span('Activity', 'title'),
      span(
        width >= 60
          ? `  commits a week in ${weeks.length} weeks, at most ${busiest}`
          : `  at most ${plural(busiest, 'commit')} a week`,
        'dim',
      ),
    ),
    ...columnChart(weeks, { width, height }, theme.glyphs),
    ...runs,
  ]
}

function planHead(): Line {
  return line(span('What to do first', 'title'), span('  Enter opens it, 6 the plan', 'dim'))
}

function rowLines(model: OverviewModel, view: View, width: number): Line[] {
  const { rows, selected } = model
  return listLines(view, { count: rows.length, selected, row: (i) => rowLine(model, rows[i]!, i, view, width) })
}

function rowLine(model: OverviewModel, row: OverviewRow, i: number, { theme }: View, width: number): Line {
  switch (row.is) {
    case 'nothing':
      return line(span(withoutPlan(model.figures, model.entering), 'dim'))
    case 'head':
      return functionsHead()
    case 'function':
      return functionLine(row, width)
    case 'step': {
      const { step } = row
      const mark = step.state === 'claimed' ? theme.glyphs.dot : step.state === 'approved' ? theme.glyphs.check : ' '
      return line(
        span(fit(`${i + 1}.`, 3, 'right'), 'dim'),
        span(` ${mark} `, 'success'),
        fit(step.title, Math.max(10, width - 15)),
        span(fit(step.effort, 8, 'right'), 'dim'),
      )
    }
  }
}

/** Nothing stands out only once all has been looked at. */
function withoutPlan({ analysis, history }: OverviewModel['figures'], entering: boolean): string {
  if (entering) return 'Loading the session'
  const settled = (state: string | undefined) => state === 'ready' || state === 'failed' || state === 'none'
  if (settled(analysis?.state) && settled(history?.state)) return 'Nothing stands out'
  return 'The plan follows the analysis and the history'
}

function functionsHead(): Line {
  return line(span('Most complex functions', 'title'), span('  cyclomatic', 'dim'))
}

function worstLines(model: OverviewModel, view: View, width: number): Line[] {
  const worst = model.rows.slice(model.steps)
  if (worst.length === 0) return []
  const whole = { ...view, top: 0, height: worst.length }
  const row = (i: number) => rowLine(model, worst[i]!, i, view, width)
  return [functionsHead(), ...listLines(whole, { count: worst.length, selected: model.selected - model.steps, row })]
}

function functionLine({ path, name, line: at, cyclomatic }: OverviewRow & { is: 'function' }, width: number): Line {
  const label = fit(name, Math.min(32, Math.floor(width / 2)))
  return line(
    span(fit(String(cyclomatic), 5, 'right'), cyclomatic > 20 ? 'error' : 'warning'),
    ` ${label} `,
    span(truncateStart(`${path}:${at}`, Math.max(10, width - label.length - 8)), 'dim'),
  )
}

function indent({ spans, ...rest }: Line): Line {
  return { ...rest, spans: [{ text: '  ' }, ...spans] }
}
