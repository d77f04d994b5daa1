import type { SymbolRow, Target, Uses } from '@tlc/core/engine/answers'
import { definePanel, type PanelState, type View } from '../define-panel.ts'
import { EMPTY_LINE, type Line, line, span } from '../screen/line.ts'
import { fit, truncateStart } from '../screen/width.ts'
import { plural } from './_figures.ts'
import { listLines } from './_rows.ts'
import { symbolRole } from './_symbol-roles.ts'

export interface State extends PanelState {
  /** Row of the search to come back to. */
  foundRow: number
  /** The definition whose uses are listed; null in the search. */
  uses: SymbolRow | null
  /** Also those on something that is not known. */
  all: boolean
}

export interface SymbolsModel {
  found: SymbolRow[]
  uses: { of: SymbolRow; targets: Target[]; leftOut: number; loading: boolean } | null
  selected: number
  filter: string
  loading: boolean
  /** Why there is no answer; null when there is one, or it is on its way. */
  fault: string | null
  current: SymbolRow | null
  target: Target | null
}

const MOST_FOUND = 300
const MOST_TEXTS = 100

export default definePanel<SymbolsModel, State>({
  id: 'symbols',
  title: 'Symbols',
  order: 3,
  initial: () => ({ selected: 0, top: 0, filter: '', uses: null, all: false, foundRow: 0 }),
  select(sources, { filter, selected, uses: of, all }) {
    const found = sources.ask<SymbolRow[]>(
      'symbols.found',
      'symbols.search',
      { query: filter, limit: MOST_FOUND },
      { stale: true },
    )
    const answer =
      of &&
      sources.ask<Uses>('symbols.uses', 'symbols.references', {
        path: of.path,
        line: of.line,
        column: of.column,
        all,
        texts: MOST_TEXTS,
      })
    const uses = of && { of, targets: answer?.targets ?? [], leftOut: answer?.leftOut ?? 0, loading: !answer }
    return {
      found: found ?? [],
      uses,
      selected,
      filter,
      loading: found === undefined,
      fault: sources.faultOf(of ? 'symbols.uses' : 'symbols.found'),
      current: of ?? found?.[selected] ?? null,
      target: uses?.targets[selected] ?? null,
    }
  },
  list: {
    count: ({ found, uses }) => (uses ? uses.targets.length : found.length),
    height: ({ height }) => height - 1,
    head: 1,
  },
  render(model, view) {
    if (model.uses) return useLines(model, view)
    const head = line(
      span(
        model.filter === ''
          ? ' Type / and a part of a name'
          : ` ${plural(model.found.length, 'definition')}${model.found.length === MOST_FOUND ? ' and more' : ''} for `,
        'dim',
      ),
      span(model.filter, 'match'),
    )
    if (model.fault) return [head, EMPTY_LINE, faultLine(model.fault)]
    if (model.found.length === 0)
      return [head, EMPTY_LINE, line(span(model.loading ? '  Searching' : '  No definition fits.', 'dim'))]
    return [head, ...foundLines(model, view)]
  },
  spot: ({ uses, foundRow }) => ({ uses, foundRow }),
  place: ({ current }) => (current ? { path: current.path, line: current.line } : null),
  bindings: [
    { action: 'list.filter', disabled: ({ uses }) => uses !== null && 'Leave the list of uses first' },
    { action: 'symbol.open', disabled: ({ current }) => current === null && 'No definition is selected' },
    {
      action: 'symbol.uses',
      disabled: ({ current, uses }) =>
        uses ? uses.leftOut === 0 && 'The uses are listed' : current === null && 'No definition is selected',
    },
    { action: 'symbol.back', disabled: ({ uses, filter }) => uses === null && filter === '' && 'This is the search' },
  ],
})

function foundLines({ found, selected }: SymbolsModel, view: View): Line[] {
  const wide = view.width >= 110
  const nameWidth = Math.min(44, Math.floor(view.width * (wide ? 0.25 : 0.42)))
  const placeWidth = wide ? Math.floor(view.width * 0.3) : view.width - nameWidth - 14
  return listLines(
    { ...view, height: view.height - 1 },
    {
      count: found.length,
      selected,
      row(i) {
        const { name, kind, container, path, line: at, signature } = found[i]!
        const full = container ? `${name}  ${container}` : name
        const shown = fit(full, nameWidth)
        return line(
          span(` ${fit(kind, 11)} `, 'dim'),
          span(shown.slice(0, name.length), symbolRole(kind)),
          span(shown.slice(name.length), 'dim'),
          ' ',
          span(fit(truncateStart(`${path}:${at}`, placeWidth), placeWidth), 'accent'),
          ...(wide ? [span(` ${fit(signature, view.width - nameWidth - placeWidth - 15)}`, 'dim')] : []),
        )
      },
    },
  )
}

function faultLine(fault: string): Line {
  return line(span(`  No answer (r asks again): ${fault}`, 'error'))
}

/** How many of the uses are not known to mean it. */
function guessed(targets: readonly Target[]): string {
  const count = targets.filter(({ certainty }) => certainty === 'by-name').length
  return count === 0 ? '' : `, ${count} of them by name alone`
}

function useLines({ uses, selected, fault }: SymbolsModel, view: View): Line[] {
  const { of, targets, leftOut, loading } = uses!
  const placeWidth = Math.min(60, Math.floor(view.width * 0.45))
  const head = line(
    span(` ${of.name}`, 'match'),
    span(loading ? '  searching' : `  ${plural(targets.length, 'use')}${guessed(targets)}`, 'dim'),
    span(leftOut > 0 ? `  ${leftOut} more on what is not known: u` : '', 'dim'),
  )
  if (fault) return [head, EMPTY_LINE, faultLine(fault)]
  const rows = listLines(
    { ...view, height: view.height - 1 },
    {
      count: targets.length,
      selected,
      row(i) {
        const { path, line: at, text, certainty } = targets[i]!
        const place = span(` ${fit(truncateStart(`${path}:${at}`, placeWidth), placeWidth)} `, 'accent')
        return certainty === 'by-name' ? line(place, span(`? ${text ?? ''}`, 'dim')) : line(place, text ?? '')
      },
    },
  )
  return [head, ...rows]
}
