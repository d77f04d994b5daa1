import comments from '@tlc/core/document/collections/comments'
import overview from '@tlc/core/document/collections/overview'
import steps from '@tlc/core/document/collections/steps'
import type { CommentRecord, EvidenceRecord, StepRecord } from '@tlc/core/document/records'
import { refusal, type StepAction } from '@tlc/core/intents/_steps'
import { explainStep } from '@tlc/core/plan/explain-step'
import { definePanel, type PanelState, type View } from '../define-panel.ts'
import { columns, EMPTY_LINE, fillHeight, type Line, line, type Role, span } from '../screen/line.ts'
import { fit, truncateStart, wrap } from '../screen/width.ts'
import { type DetailState, detailPart, keepDetail } from './_detail.ts'
import { ago } from './_figures.ts'
import { listLines } from './_rows.ts'

export interface State extends PanelState, DetailState {
  /** Shows the arithmetic of the selected step's place instead of its evidence. */
  explained: boolean
}

export interface PlanRow {
  id: string
  step: StepRecord
}

export interface PlanModel {
  rows: PlanRow[]
  all: PlanRow[]
  selected: number
  current: PlanRow | null
  session: string
  self: { id: string; name: string }
  remarks: CommentRecord[]
  explanation: string[] | null
  /** First line of the detail that is shown. */
  detailTop: number
  analysed: boolean
  now: number
}

const MARKS: Record<StepRecord['state'], { word: string; role: Role }> = {
  proposed: { word: 'proposed', role: 'dim' },
  approved: { word: 'approved', role: 'accent' },
  claimed: { word: 'claimed', role: 'warning' },
  done: { word: 'done', role: 'success' },
  rejected: { word: 'rejected', role: 'dim' },
}

export default definePanel<PlanModel, State>({
  id: 'plan',
  title: 'Plan',
  order: 6,
  initial: () => ({ selected: 0, top: 0, filter: '', explained: false, detailTop: 0, detailOf: '' }),
  select(sources, state) {
    const { session, sessionId, self, now } = sources
    const version = sources.version('steps')
    const all = sources.cached('plan.all', [session, version], () =>
      Array.from(steps.entries(session), ([id, step]): PlanRow => ({ id, step })).sort(
        (a, b) => a.step.position - b.step.position || (a.id < b.id ? -1 : 1),
      ),
    )
    const rows = sources.cached('plan.rows', [all, state.filter], () => all.filter((row) => matches(row, state.filter)))
    const current = rows[state.selected] ?? null
    const remarks = current ? comments.all(session).filter(({ step }) => step === current.id) : []
    const explanation =
      current && state.explained ? explainStep(current.id, new Map(all.map(({ id, step }) => [id, step]))) : null
    const owner = { id: self?.id ?? '', name: self?.name ?? '' }
    const analysed = overview.get(sources.project, 'analysis')?.state === 'ready'
    const shown = {
      rows,
      all,
      selected: state.selected,
      current,
      session: sessionId,
      self: owner,
      remarks,
      explanation,
    }
    const model = { ...shown, detailTop: 0, analysed, now }
    const { width, height } = detailSize(sources.body, model)
    const of = `${current?.id} ${state.explained}`
    return { ...model, detailTop: keepDetail(state, of, detailLines(model, '>', width).length, height) }
  },
  list: {
    count: ({ rows }) => rows.length,
    height: ({ width, height }, model) => (isWide(width) ? height - 1 : rowsAbove(height, model)),
    head: 1,
  },
  render(model, view) {
    if (model.all.length === 0)
      return [
        EMPTY_LINE,
        line(
          span(
            model.analysed
              ? '  No steps: nothing stands out. n adds one of your own.'
              : '  No steps yet: the plan follows the first analysis.',
            'dim',
          ),
        ),
      ]
    if (model.rows.length === 0) return [EMPTY_LINE, line(span('  No step fits the filter.', 'dim'))]
    if (isWide(view.width)) {
      const width = Math.floor(view.width * 0.55)
      const right = detailSize(view, model)
      return columns(
        [
          { lines: stepLines(model, view, width), width },
          { lines: shownDetail(model, view), width: right.width },
        ],
        2,
      )
    }
    const rows = rowsAbove(view.height, model)
    const list = fillHeight(stepLines(model, { ...view, height: rows + 1 }, view.width), rows + 1)
    return [...list, line(span(view.theme.glyphs.horizontal.repeat(view.width), 'border')), ...shownDetail(model, view)]
  },
  place: ({ current }) => {
    const evidence = current?.step.evidence[0]
    return evidence ? { path: evidence.path, line: evidence.line } : null
  },
  bindings: [
    { action: 'step.claim', disabled: against('claim') },
    { action: 'step.complete', disabled: against('complete') },
    { action: 'step.approve', disabled: against('approve') },
    { action: 'step.reject', disabled: against('reject') },
    { action: 'step.comment', disabled: unselected },
    { action: 'step.explain', disabled: unselected },
    { action: 'evidence.open', disabled: unselected },
    { action: 'step.release', disabled: against('release'), quiet: true },
    { action: 'step.reopen', disabled: against('reopen'), quiet: true },
    { action: 'step.move-up', disabled: unselected, quiet: true },
    { action: 'step.move-down', disabled: unselected, quiet: true },
    { action: 'detail.down', disabled: unselected, quiet: true },
    { action: 'detail.up', disabled: unselected, quiet: true },
    { action: 'step.add', quiet: true },
    { action: 'plan.refresh', quiet: true },
    { action: 'list.filter', quiet: true },
  ],
})

function isWide(width: number): boolean {
  return width >= 110
}

/** Steps that a narrow screen lists above the detail; an explanation needs the room more than they do. */
function rowsAbove(height: number, { explanation }: PlanModel): number {
  return Math.max(4, Math.floor(height / (explanation ? 4 : 2)) - 1)
}

function unselected({ current }: PlanModel): string | false {
  return current === null && 'No step is selected'
}

function against(action: StepAction) {
  return ({ current, self }: PlanModel): string | false => {
    if (current === null) return 'No step is selected'
    const reason = refusal(action, current.step, self, true)
    return reason !== null && `${reason[0]!.toUpperCase()}${reason.slice(1)}`
  }
}

function matches({ step }: PlanRow, filter: string): boolean {
  const text =
    `${step.title} ${step.state} ${step.claimedBy?.name ?? ''} ${step.evidence.map(({ path }) => path).join(' ')}`.toLowerCase()
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

function stepLines({ rows, selected }: PlanModel, view: View, width: number): Line[] {
  const head = line(
    span(fit('  # Step', width - 19), 'dim'),
    span(fit('State', 10), 'dim'),
    span(fit('Effort', 8, 'right'), 'dim'),
  )
  const list = listLines(
    { ...view, height: view.height - 1 },
    {
      count: rows.length,
      selected,
      row(i) {
        const { step } = rows[i]!
        const { word, role } = MARKS[step.state]
        const gone = step.evidence.length > 0 && step.evidence.every((each) => each.gone)
        const title = `${step.title}${gone ? '  (evidence gone)' : ''}`
        return line(
          span(fit(String(i + 1), 3, 'right'), 'dim'),
          ' ',
          span(fit(title, width - 24), gone || step.state === 'rejected' ? 'dim' : 'text'),
          ' ',
          span(fit(step.claimedBy?.name ?? word, 10), role),
          span(fit(step.effort, 8, 'right'), 'dim'),
        )
      },
    },
  )
  return [head, ...list]
}

/** Cells of the detail: beside the list, or below it and a rule. */
function detailSize({ width, height }: Pick<View, 'width' | 'height'>, model: PlanModel) {
  if (isWide(width)) return { width: width - Math.floor(width * 0.55) - 3, height }
  return { width: width - 2, height: Math.max(1, height - rowsAbove(height, model) - 2) }
}

function shownDetail(model: PlanModel, view: View): Line[] {
  const { width, height } = detailSize(view, model)
  return detailPart(detailLines(model, view.theme.glyphs.arrow, width), model.detailTop, height)
}

function detailLines({ current, remarks, explanation, now }: PlanModel, arrow: string, width: number): Line[] {
  if (!current) return []
  const { step } = current
  if (explanation) {
    return [
      line(span('Why is it here?', 'title')),
      ...explanation.flatMap((each) => wrap(each, width).map((text) => line(text))),
    ]
  }
  const decision = step.decision
  return [
    ...wrap(step.title, width).map((text) => line(span(text, 'strong'))),
    ...wrap(step.why, width).map((text) => line(text)),
    ...wrap(`${arrow} ${step.effect}`, width).map((text) => line(span(text, 'success'))),
    ...(decision
      ? wrap(
          `${decision.by.name}: ${decision.state} ${ago(decision.at, now)}${decision.reason ? `, ${decision.reason}` : ''}`,
          width,
        ).map((text) => line(span(text, 'person')))
      : []),
    line(span('Evidence', 'title')),
    ...step.evidence.flatMap((evidence) => evidenceLines(evidence, width)),
    ...(remarks.length > 0 ? [line(span('Comments', 'title'))] : []),
    ...remarks.flatMap(({ author, at, text }) =>
      wrap(`${author.name}, ${ago(at, now)}: ${text}`, width).map((each) => line(each)),
    ),
  ]
}

function evidenceLines({ path, line: at, figures, gone }: EvidenceRecord, width: number): Line[] {
  const place = truncateStart(`${path}:${at}`, width - (gone ? 7 : 0))
  return [
    line(span(place, gone ? 'dim' : 'accent'), span(gone ? '  gone' : '', 'warning')),
    ...wrap(figures, width - 2).map((text) => line(span(`  ${text}`, 'dim'))),
  ]
}
