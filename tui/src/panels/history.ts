import history from '@tlc/core/document/collections/history'
import overview from '@tlc/core/document/collections/overview'
import type {
  CoChangeRecord,
  HistoryRecords,
  HotspotRecord,
  OverviewRecords,
  OwnerRecord,
} from '@tlc/core/document/records'
import type { AppContext } from '../app/context.ts'
import { definePanel, type PanelState, type View } from '../define-panel.ts'
import { EMPTY_LINE, type Line, line, type Span, span } from '../screen/line.ts'
import { fit, truncateStart } from '../screen/width.ts'
import { area, heat, sparkline } from './_charts.ts'
import { ago, count } from './_figures.ts'
import { listLines } from './_rows.ts'
import { treemap } from './_treemap.ts'

export const HISTORY_VIEWS = ['hotspots', 'map', 'co-change', 'owners'] as const
export type HistoryView = (typeof HISTORY_VIEWS)[number]

export interface State extends PanelState {
  view: HistoryView
}

export interface HistoryModel {
  view: HistoryView
  facts: Partial<HistoryRecords>
  state: OverviewRecords['history'] | undefined
  hotspots: HotspotRecord[]
  coChanges: CoChangeRecord[]
  owners: OwnerRecord[]
  selected: number
  filter: string
  now: number
}

/** Shows the view that stands `step` further, around the end. */
export function showHistoryView(context: AppContext<HistoryModel>, step: 1 | -1): void {
  const at = HISTORY_VIEWS.indexOf(context.model.view) + step + HISTORY_VIEWS.length
  Object.assign(context.state, { view: HISTORY_VIEWS[at % HISTORY_VIEWS.length]!, filter: '' })
  context.select(0)
}

const TITLES: Record<HistoryView, string> = {
  hotspots: 'Hotspots',
  map: 'Map',
  'co-change': 'Co-change',
  owners: 'Owners',
}
const HEAD_ROWS = 2

export default definePanel<HistoryModel, State>({
  id: 'history',
  title: 'History',
  order: 5,
  initial: () => ({ selected: 0, top: 0, filter: '', view: 'hotspots' }),
  select(sources, { view, selected, filter }) {
    const { project, now } = sources
    const facts = sources.cached(
      'history.facts',
      [project, sources.version('history')],
      () => Object.fromEntries(history.entries(project)) as Partial<HistoryRecords>,
    )
    const state = overview.get(project, 'history')
    const fits = (...texts: string[]) =>
      filter === '' || texts.some((text) => text.toLowerCase().includes(filter.toLowerCase()))
    return sources.cached('history.model', [facts, state, view, selected, filter, Math.floor(now / 60_000)], () => ({
      view,
      facts,
      state,
      hotspots: (facts.hotspots ?? []).filter(({ path, mainAuthor }) => fits(path, mainAuthor)),
      coChanges: (facts.coChanges ?? []).filter(({ a, b }) => fits(a, b)),
      owners: (facts.owners ?? []).filter(({ name }) => fits(name)),
      selected,
      filter,
      now,
    }))
  },
  list: { count: countRows, height: ({ height }) => height - HEAD_ROWS, head: HEAD_ROWS },
  render(model, view) {
    if (model.state?.state !== 'ready' && !model.facts.hotspots)
      return [EMPTY_LINE, line(span(`  ${model.state?.message || 'The commits have not been read yet.'}`, 'dim'))]
    const rows = { ...view, height: view.height - HEAD_ROWS }
    switch (model.view) {
      case 'hotspots':
        return [...heads(model, hotspotHead(view.width)), ...hotspotLines(model, rows)]
      case 'map':
        return [...heads(model, mapLegend(model, view)), ...mapLines(model, rows)]
      case 'co-change':
        return [
          ...heads(model, line(span(fit(' Degree  Commits  Files that change together', view.width), 'dim'))),
          ...coChangeLines(model, rows),
        ]
      case 'owners':
        return [
          ...heads(
            model,
            line(
              span(
                `${fit(' Person', 32)}${fit('Commits', 9, 'right')}${fit('Files', 9, 'right')}${fit('Owns', 8, 'right')}  Last commit`,
                'dim',
              ),
            ),
          ),
          ...ownerLines(model, rows),
        ]
    }
  },
  spot: ({ view }) => ({ view }),
  place({ view, hotspots, coChanges, selected }) {
    const path =
      view === 'co-change' ? coChanges[selected]?.a : view === 'owners' ? undefined : hotspots[selected]?.path
    return path ? { path } : null
  },
  bindings: [
    {
      action: 'history.open',
      disabled: (model) => countRows(model) === 0 && 'Nothing is selected',
    },
    { action: 'history.view' },
    { action: 'history.previous-view', quiet: true },
    { action: 'list.filter' },
  ],
})

function countRows({ view, hotspots, coChanges, owners }: HistoryModel): number {
  if (view === 'co-change') return coChanges.length
  return view === 'owners' ? owners.length : hotspots.length
}

function heads({ view, state, facts, filter }: HistoryModel, columns: Line): Line[] {
  const tabs = HISTORY_VIEWS.flatMap((each): Span[] => [
    span(` ${TITLES[each]} `, each === view ? 'tab-active' : 'tab'),
    span(' '),
  ])
  const bus = facts.busFactor
  const about = `${count(state?.commits ?? 0)} commits${bus && bus.people > 0 ? `, bus factor ${bus.people}` : ''}${filter === '' ? '' : `, filter ${filter}`}`
  return [line(...tabs, span(about, 'dim')), columns]
}

function hotspotHead(width: number): Line {
  const wide = width >= 100
  return line(
    span(
      `${fit(' Score', 7)}${fit('Changes', 8, 'right')}${fit('Complex', 9, 'right')}${wide ? fit('Lines', 8, 'right') + fit('People', 8, 'right') : ''}  ${wide ? fit('Last year', 14) + fit('Main author', 24) + fit('Changed', 10) : ''}File`,
      'dim',
    ),
  )
}

function hotspotLines({ hotspots, selected, now }: HistoryModel, view: View): Line[] {
  const wide = view.width >= 100
  const hottest = hotspots[0]?.score || 1
  return listLines(view, {
    count: hotspots.length,
    selected,
    row(i) {
      const spot = hotspots[i]!
      const used = 24 + 2 + (wide ? 64 : 0)
      return line(
        span(fit(` ${spot.score.toFixed(3)}`, 7), heat(spot.score / hottest)),
        fit(count(spot.revisions), 8, 'right'),
        span(
          fit(spot.complexity > 0 ? String(spot.complexity) : '', 9, 'right'),
          spot.complexity > 20 ? 'error' : spot.complexity > 10 ? 'warning' : 'dim',
        ),
        ...(wide
          ? [span(fit(count(spot.lines), 8, 'right'), 'dim'), span(fit(String(spot.authors), 8, 'right'), 'dim')]
          : []),
        '  ',
        ...(wide
          ? [
              span(fit(sparkline(spot.trend, view.theme.glyphs), 14), 'bar'),
              span(fit(`${spot.mainAuthor} ${Math.round(spot.mainAuthorShare * 100)} %`, 23), 'person'),
              span(` ${fit(ago(spot.lastChanged, now), 10)}`, 'dim'),
            ]
          : []),
        span(truncateStart(spot.path, Math.max(10, view.width - used)), 'accent'),
      )
    },
  })
}

function mapLegend({ hotspots, selected }: HistoryModel, view: View): Line {
  const spot = hotspots[selected]
  const figures = spot ? `${count(spot.lines)} lines, ${count(spot.revisions)} changes: ` : ''
  const room = view.width - 38 - figures.length
  return line(
    span(' Size: lines  Heat: score  ', 'dim'),
    ...[0, 0.25, 0.45, 0.65, 0.85].map((share) => span('  ', area(share))),
    span(` ${figures}`),
    span(spot ? truncateStart(spot.path, Math.max(0, room)) : '', 'accent'),
  )
}

function mapLines({ hotspots, selected }: HistoryModel, view: View): Line[] {
  const shown = hotspots
    .map((spot, index) => ({ spot, index }))
    .filter(({ spot }) => spot.lines > 0)
    .slice(0, 60)
  const items = shown
    .map((item) => ({ item, weight: Math.max(1, item.spot.lines) }))
    .sort((a, b) => b.weight - a.weight)
  const hottest = hotspots[0]?.score || 1
  const cells = Array.from({ length: view.height }, () =>
    new Array<{ text: string; index: number }>(view.width).fill({ text: ' ', index: -1 }),
  )
  for (const { item, box } of treemap(items, { x: 0, y: 0, width: view.width, height: view.height })) {
    const name = item.spot.path.split('/').at(-1)!
    for (let row = 0; row < box.height; row++) {
      const label =
        row === 0
          ? fit(box.width > 4 ? `${view.theme.glyphs.vertical}${name}` : view.theme.glyphs.vertical, box.width)
          : fit(view.theme.glyphs.vertical, box.width)
      const letters = [...label]
      for (let x = 0; x < box.width; x++) cells[box.y + row]![box.x + x] = { text: letters[x] ?? '', index: item.index }
    }
  }
  return cells.map((row): Line => {
    const spans: Span[] = []
    for (let x = 0; x < row.length; ) {
      const { index } = row[x]!
      let end = x
      while (end < row.length && row[end]!.index === index) end++
      const text = row
        .slice(x, end)
        .map((cell) => cell.text)
        .join('')
      const spot = hotspots[index]
      spans.push(span(text, index === selected ? 'area-selected' : spot ? area(spot.score / hottest) : 'dim'))
      x = end
    }
    return { spans }
  })
}

function coChangeLines({ coChanges, selected }: HistoryModel, view: View): Line[] {
  const width = Math.floor((view.width - 22) / 2)
  return listLines(view, {
    count: coChanges.length,
    selected,
    row(i) {
      const { a, b, together, degree } = coChanges[i]!
      return line(
        span(fit(` ${Math.round(degree * 100)} %`, 8), heat(degree)),
        span(fit(count(together), 8, 'right'), 'dim'),
        '  ',
        span(fit(truncateStart(a, width), width), 'accent'),
        span(' + ', 'dim'),
        span(truncateStart(b, width), 'accent'),
      )
    },
  })
}

function ownerLines({ owners, selected, now }: HistoryModel, view: View): Line[] {
  return listLines(view, {
    count: owners.length,
    selected,
    row(i) {
      const { name, commits, files, owns, lastAt } = owners[i]!
      return line(
        span(fit(` ${name}`, 32), 'person'),
        fit(count(commits), 9, 'right'),
        span(fit(count(files), 9, 'right'), 'dim'),
        fit(count(owns), 8, 'right'),
        span(`  ${ago(lastAt, now)}`, 'dim'),
      )
    },
  })
}
