import findings from '@tlc/core/document/collections/findings'
import triage from '@tlc/core/document/collections/triage'
import type { FindingRecord, TriageRecord } from '@tlc/core/document/records'
import { definePanel, type PanelState, type View } from '../define-panel.ts'
import { columns, EMPTY_LINE, fillHeight, type Line, line, type Role, span } from '../screen/line.ts'
import { fit, truncateStart, wrap } from '../screen/width.ts'
import { ago, count, plural } from './_figures.ts'
import { listLines } from './_rows.ts'
import { ruleDocs } from './_rule-docs.ts'

export type FindingGroup = 'severity' | 'rule' | 'file'

/** As the intent takes it. */
export interface TriageInput {
  fingerprints: string[]
  action: 'accept' | 'dismiss' | 'reopen'
  reason?: string
}

/** What takes back the last decision of this screen. */
export type TriageUndo = readonly TriageInput[]

export interface State extends PanelState {
  undo: TriageUndo
  group: FindingGroup
  /** Also those that somebody dismissed or accepted. */
  triaged: boolean
}

export interface FindingRow {
  path: string
  finding: FindingRecord
  triage: TriageRecord | undefined
}

type Row = { head: string; count: number } | FindingRow

export interface FindingsModel {
  rows: Row[]
  total: number
  hidden: number
  selected: number
  current: FindingRow | null
  /** What keys act on: the selected finding, or all of the selected group. */
  targets: readonly FindingRow[]
  undo: TriageUndo
  triaged: boolean
  group: FindingGroup
  filter: string
  synced: boolean
  now: number
}

const ORDER = { error: 0, warning: 1, info: 2 }
const ROLES: Record<FindingRecord['severity'], Role> = { error: 'error', warning: 'warning', info: 'info' }

export default definePanel<FindingsModel, State>({
  id: 'findings',
  title: 'Findings',
  order: 4,
  initial: () => ({ selected: 1, top: 0, filter: '', group: 'severity', triaged: false, undo: [] }),
  select(sources, { selected, group, triaged, filter, undo }) {
    const { project, now, synced } = sources
    const all = sources.cached('findings.all', [project, sources.version('findings'), sources.version('triage')], () =>
      Array.from(findings.entries(project)).flatMap(([path, list]) =>
        list.map((finding): FindingRow => ({ path, finding, triage: triage.get(project, finding.fingerprint) })),
      ),
    )
    const shown = sources.cached('findings.shown', [all, filter, triaged], () =>
      all.filter((row) => (triaged || !row.triage) && matches(row, filter)),
    )
    const rows = sources.cached('findings.rows', [shown, group], () => grouped(shown, group))
    const row = rows[selected]
    const current = row && 'finding' in row ? row : null
    const targets = current ? [current] : rowsOfGroup(rows, selected)
    const hidden = all.length - shown.length
    return { rows, total: shown.length, hidden, selected, current, targets, undo, triaged, group, filter, synced, now }
  },
  list: {
    count: ({ rows }) => rows.length,
    height: ({ width, height }) => (width >= WIDE ? height - 1 : height - 1 - detailRows(height)),
    head: 1,
  },
  render(model, view) {
    if (!model.synced && model.rows.length === 0) return [EMPTY_LINE, line(span('  Loading the project', 'dim'))]
    const head = headLine(model)
    if (model.rows.length === 0)
      return [
        head,
        EMPTY_LINE,
        line(span(model.filter || model.hidden ? '  No finding fits.' : '  No findings.', 'dim')),
      ]
    if (view.width >= WIDE) {
      const width = Math.floor(view.width * 0.62)
      const right = view.width - width - 3
      return [
        head,
        ...columns(
          [
            { lines: rowLines(model, view, width, view.height - 1), width },
            { lines: detailLines(model, right), width: right },
          ],
          2,
        ),
      ]
    }
    const below = detailRows(view.height)
    const rows = view.height - 1 - below
    const rule = line(span(view.theme.glyphs.horizontal.repeat(view.width), 'border'))
    return [
      head,
      ...fillHeight(rowLines(model, view, view.width, rows), rows),
      rule,
      ...detailLines(model, view.width - 1),
    ]
  },
  place: ({ current }) => (current ? { path: current.path, line: current.finding.line } : null),
  bindings: [
    { action: 'finding.open', disabled: ({ current }) => current === null && 'No finding is selected' },
    { action: 'finding.dismiss', disabled: unless('dismissed', 'It is dismissed already') },
    { action: 'finding.accept', disabled: unless('accepted', 'It is accepted already') },
    {
      action: 'finding.reopen',
      disabled: (model) => untargeted(model) || (model.targets.every(({ triage }) => !triage) && 'It is open'),
    },
    { action: 'finding.undo', disabled: ({ undo }) => undo.length === 0 && 'Nothing was decided here yet' },
    { action: 'findings.group' },
    { action: 'findings.show-triaged', quiet: true },
    { action: 'list.filter' },
  ],
})

/** From here on the detail stands beside the list. */
const WIDE = 130

/** Rows of the detail below the list with the rule above it: what a finding, why and what instead take. */
function detailRows(height: number): number {
  return Math.max(5, Math.min(10, Math.floor(height * 0.42)))
}

function untargeted({ targets }: FindingsModel): string | false {
  return targets.length === 0 && 'No finding is selected'
}

function unless(state: TriageRecord['state'], reason: string) {
  return (model: FindingsModel) =>
    untargeted(model) || (model.targets.every(({ triage }) => triage?.state === state) && reason)
}

function rowsOfGroup(rows: Row[], at: number): FindingRow[] {
  const row = rows[at]
  if (!row || !('head' in row)) return []
  return rows.slice(at + 1, at + 1 + row.count).filter((each) => 'finding' in each)
}

/** How many there are, in what order, and what is not shown. */
function headLine({ total, hidden, group, filter, triaged }: FindingsModel): Line {
  const rest = [
    ...(filter === '' ? [] : [`filter ${filter}`]),
    ...(hidden > 0 ? [`${count(hidden)} hidden${triaged ? '' : ': t shows what was decided'}`] : []),
  ]
  return line(
    span(` ${plural(total, 'finding')}`, 'strong'),
    span(` by ${group}`, 'dim'),
    span(rest.length > 0 ? `  ${rest.join(', ')}` : '', 'accent'),
  )
}

function matches({ path, finding }: FindingRow, filter: string): boolean {
  if (filter === '') return true
  const text = `${path} ${finding.rule} ${finding.severity} ${finding.message}`.toLowerCase()
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

function grouped(rows: FindingRow[], group: FindingGroup): Row[] {
  const key = ({ path, finding }: FindingRow) =>
    group === 'rule' ? finding.rule : group === 'file' ? path : finding.severity
  const sorted = rows.toSorted(
    (a, b) =>
      ORDER[a.finding.severity] - ORDER[b.finding.severity] ||
      compare(a.finding.rule, b.finding.rule) ||
      compare(a.path, b.path) ||
      a.finding.line - b.finding.line,
  )
  const groups = Map.groupBy(sorted, key)
  return [...groups].flatMap(([head, list]): Row[] => [{ head, count: list.length }, ...list])
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function rowLines({ rows, selected, group }: FindingsModel, view: View, width: number, height: number): Line[] {
  return listLines(
    { ...view, height },
    {
      count: rows.length,
      selected,
      row(i) {
        const row = rows[i]!
        if ('head' in row) {
          const role = group === 'severity' ? ROLES[row.head as keyof typeof ROLES] : 'title'
          return line(span(row.head, role), span(`  ${count(row.count)}`, 'dim'))
        }
        const { path, finding, triage: decided } = row
        // The head of the group says it for all.
        const severity = group === 'severity' ? '' : fit(finding.severity, 9)
        const placeWidth = Math.floor(width * 0.42)
        const place = fit(truncateStart(`${path}:${finding.line}`, placeWidth), placeWidth)
        const message = decided ? `${decided.state}: ${finding.message}` : finding.message
        return line(
          span(`  ${severity}`, decided ? 'dim' : ROLES[finding.severity]),
          span(place, decided ? 'dim' : 'accent'),
          ' ',
          span(fit(message, width - placeWidth - severity.length - 4), decided ? 'dim' : 'text'),
        )
      },
    },
  )
}

function detailLines({ current, targets, now }: FindingsModel, width: number): Line[] {
  if (!current)
    return targets.length > 0
      ? [line(`${plural(targets.length, 'finding')} of this group: x dismisses and a accepts all of them.`)]
      : []
  const { finding, triage: decided, path } = current
  const docs = ruleDocs(finding.rule)
  const cwe = finding.cwe.map((number) => `CWE-${number}`).join(', ')
  return [
    line(
      span(finding.rule, ROLES[finding.severity]),
      span(cwe === '' ? '' : `  ${cwe}`, 'dim'),
      span(
        `  ${truncateStart(`${path}:${finding.line}`, Math.max(10, width - finding.rule.length - cwe.length - 6))}`,
        'accent',
      ),
    ),
    ...wrap(finding.message, width).map((text) => line(text)),
    ...(docs
      ? [
          ...wrap(docs.why, width).map((text) => line(span(text, 'dim'))),
          ...wrap(docs.instead, width).map((text) => line(span(text, 'success'))),
        ]
      : []),
    ...(decided
      ? wrap(`${decided.state} by ${decided.by.name} ${ago(decided.at, now)}: ${decided.reason}`, width).map((text) =>
          line(span(text, 'person')),
        )
      : []),
  ]
}
