import overview from '@tlc/core/document/collections/overview'
import steps from '@tlc/core/document/collections/steps'
import type { OverviewRecords, StepRecord } from '@tlc/core/document/records'
import type { IndexProgress } from '@tlc/core/index/contract'
import type { LastVisit } from '../app/last-visit.ts'
import { definePanel, type PanelState, type View } from '../define-panel.ts'
import { columns, EMPTY_LINE, fitLine, type Line, line, type Span, span } from '../screen/line.ts'
import { fit, truncate, truncateStart } from '../screen/width.ts'
import { bar, columnChart } from './_charts.ts'
import { ago, count, duration, plural } from './_figures.ts'
import { askProgress, shortProgressSpans } from './_index-state.ts'

export interface Model {
  figures: { [K in keyof OverviewRecords]?: OverviewRecords[K] }
  plan: StepRecord[]
  entering: boolean
  lastVisit: LastVisit | null
  now: number
  /** How far the index of the search is; null before it said so. */
  index: IndexProgress | null
}

/** More than any screen has room for. */
const MOST_STEPS = 60

export default definePanel<Model, PanelState>({
  id: 'overview',
  title: 'Overview',
  order: 1,
  initial: () => ({ selected: 0, top: 0, filter: '' }),
  select(sources) {
    const { project, session, entering, lastVisit, now } = sources
    const figures = sources.cached('overview.figures', [project, sources.version('overview')], () =>
      Object.fromEntries(overview.entries(project)),
    ) as Model['figures']
    const plan = sources.cached('overview.plan', [session, sources.version('steps')], () =>
      Array.from(steps.entries(session), ([, step]) => step)
        .filter(({ state }) => state !== 'done' && state !== 'rejected')
        .sort((a, b) => a.position - b.position)
        .slice(0, MOST_STEPS),
    )
    return { figures, plan, entering, lastVisit, now, index: askProgress(sources) ?? null }
  },
  render(model, view) {
    if (!model.figures.totals)
      return [
        EMPTY_LINE,
        line(span(`  ${model.figures.analysis?.message || 'Looking at the project for the first time'}`, 'dim')),
      ]
    const wide = view.width >= 120
    const tall = wide && view.height >= 44
    const width = wide ? Math.floor((view.width - 6) / 2) : Math.floor((view.width - 5) / 2)
    const left = [
      ...projectLines(model, view, width),
      EMPTY_LINE,
      ...languageLines(model, view, width, tall ? 14 : wide ? 8 : 5),
    ]
    const right = [
      ...healthLines(model, view, width),
      EMPTY_LINE,
      ...activityLines(model, view, width, tall ? 10 : wide ? 5 : 3),
    ]
    const upper = columns(
      [
        { lines: [EMPTY_LINE, ...left].map(indent), width: width + 2 },
        { lines: [EMPTY_LINE, ...right], width },
      ],
      1,
    )
    const lower = wide
      ? columns(
          [
            { lines: planLines(model, view, width).map(indent), width: width + 2 },
            { lines: worstLines(model, width), width },
          ],
          1,
        )
      : planLines(model, view, view.width - 4).map(indent)
    return [...noticeLines(model, view), ...upper, EMPTY_LINE, ...lower]
  },
  bindings: [],
})

/** Why the analysis failed, or what it could not do. */
function noticeLines({ figures: { analysis } }: Model, { width }: View): Line[] {
  if (!analysis?.message || (analysis.state !== 'ready' && analysis.state !== 'failed')) return []
  const failed = analysis.state === 'failed'
  const text = failed ? `The analysis failed: ${analysis.message}` : analysis.message
  return [line(span(`  ${truncate(text, width - 4)}`, failed ? 'error' : 'warning'))]
}

function projectLines({ figures, lastVisit, now, index }: Model, { theme }: View, width: number): Line[] {
  const { totals, project, history, findings } = figures
  const git = project?.git
  const where = git
    ? `${git.detached ? 'detached HEAD' : (git.branch ?? '')}${git.shallow ? ', shallow clone' : ''}`
    : 'no git'
  const lines = [
    line(span(truncate(project?.name ?? '', width - 20), 'title'), span(`  ${where}`, 'dim')),
    line(`${plural(totals!.files, 'file')}, ${plural(totals!.code, 'line')} of code`),
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
    ...(index ? [fitLine(line(...shortProgressSpans(index)), width)] : []),
  ]
  const since = changesSince(figures, lastVisit)
  if (lastVisit)
    lines.push(
      line(
        span(width >= 60 ? `Since your visit ${ago(lastVisit.at, now)}: ` : `Since ${ago(lastVisit.at, now)}: `, 'dim'),
        since === ''
          ? span('nothing changed', 'dim')
          : span(truncate(since, width - (width >= 60 ? 28 : 17)), 'accent'),
      ),
    )
  else
    lines.push(
      line(
        span(
          `Your first visit${width >= 60 ? `  ${theme.glyphs.bullet}  press ? for the keys` : '; ? shows the keys'}`,
          'dim',
        ),
      ),
    )
  return lines
}

function changesSince({ totals, findings, history }: Model['figures'], last: LastVisit | null): string {
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

function languageLines({ figures }: Model, { theme }: View, width: number, most: number): Line[] {
  const languages = (figures.languages ?? []).filter(({ code }) => code > 0)
  const all = languages.reduce((sum, { code }) => sum + code, 0) || 1
  const shown = languages.slice(0, most)
  const roomy = width >= 60
  const lines = shown.map(({ language, code, files }) => {
    const name = fit(language, roomy ? 12 : 10)
    const share = fit(`${((code / all) * 100).toFixed(1)} %`, 8, 'right')
    const amount = roomy ? span(fit(plural(files, 'file'), 13, 'right'), 'dim') : span('')
    return line(name, ' ', ...bar(code / all, Math.max(4, width - (roomy ? 34 : 19)), theme.glyphs), share, amount)
  })
  const rest = languages.length - shown.length
  return [
    line(span('Languages', 'title'), span('  by lines of code', 'dim')),
    ...lines,
    ...(rest > 0 ? [line(span(`and ${rest} more`, 'dim'))] : []),
  ]
}

function healthLines({ figures }: Model, { theme }: View, width: number): Line[] {
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

function activityLines({ figures, now }: Model, { theme }: View, width: number, height: number): Line[] {
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

function planLines({ plan, entering, figures }: Model, { theme }: View, width: number): Line[] {
  const head = line(span('What to do first', 'title'), span('  6 opens the plan', 'dim'))
  if (plan.length === 0) return [head, line(span(withoutPlan(figures, entering), 'dim'))]
  return [
    head,
    ...plan.map((step, i) => {
      const effort: Span = span(fit(step.effort, 8, 'right'), 'dim')
      const mark = step.state === 'claimed' ? theme.glyphs.dot : step.state === 'approved' ? theme.glyphs.check : ' '
      return line(
        span(fit(`${i + 1}.`, 3, 'right'), 'dim'),
        span(` ${mark} `, 'success'),
        fit(step.title, Math.max(10, width - 15)),
        effort,
      )
    }),
  ]
}

/** Nothing stands out only once all has been looked at. */
function withoutPlan({ analysis, history }: Model['figures'], entering: boolean): string {
  if (entering) return 'Loading the session'
  const settled = (state: string | undefined) => state === 'ready' || state === 'failed' || state === 'none'
  if (settled(analysis?.state) && settled(history?.state)) return 'Nothing stands out'
  return 'The plan follows the analysis and the history'
}

function worstLines({ figures }: Model, width: number): Line[] {
  const worst = figures.complexity?.worst ?? []
  if (worst.length === 0) return []
  return [
    line(span('Most complex functions', 'title'), span('  cyclomatic', 'dim')),
    ...worst.map(({ path, name, line: at, cyclomatic }) => {
      const label = fit(name, Math.min(32, Math.floor(width / 2)))
      return line(
        span(fit(String(cyclomatic), 5, 'right'), cyclomatic > 20 ? 'error' : 'warning'),
        ` ${label} `,
        span(truncateStart(`${path}:${at}`, Math.max(10, width - label.length - 8)), 'dim'),
      )
    }),
  ]
}

function indent({ spans, ...rest }: Line): Line {
  return { ...rest, spans: [{ text: '  ' }, ...spans] }
}
