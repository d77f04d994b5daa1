import { actions } from '../actions.generated.ts'
import type { ActionDefinition } from '../define-action.ts'
import { definePanel, type PanelState } from '../define-panel.ts'
import { panels } from '../panels.generated.ts'
import { keyLabel } from '../screen/keys.ts'
import { EMPTY_LINE, type Line, line, span } from '../screen/line.ts'
import { fit } from '../screen/width.ts'
import { listLines } from './_rows.ts'

export interface State extends PanelState {
  /** The panel whose keys come first; '' for none. */
  about: string
}

export interface Model {
  rows: Line[]
  selected: number
}

export default definePanel<Model, State>({
  id: 'help',
  title: 'Help',
  order: 10,
  initial: () => ({ selected: 0, top: 0, filter: '', about: '' }),
  select: (sources, { about, filter, selected }) => ({
    rows: sources.cached('help.rows', [about, filter], () => filtered(helpRows(about), filter)),
    selected,
  }),
  list: { count: ({ rows }) => rows.length, height: ({ height }) => height },
  render: ({ rows, selected }, view) => listLines(view, { count: rows.length, selected, row: (i) => rows[i]! }),
  bindings: [{ action: 'help.close' }, { action: 'list.filter' }],
})

/** The keys whose row, or the title above them, holds every word. */
function filtered(rows: Line[], filter: string): Line[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return rows
  const kept: Line[] = []
  let title: Line | null = null
  let shown: Line | null = null
  for (const row of rows) {
    const text = textOf(row)
    if (row.spans[0]?.role === 'title') title = row
    else if (title && words.every((word) => `${textOf(title!)} ${text}`.includes(word)) && text !== '') {
      if (shown !== title) kept.push(title)
      shown = title
      kept.push(row)
    }
  }
  return kept.length > 0 ? kept : [line(span('  No key fits the filter.', 'dim'))]
}

function textOf({ spans }: Line): string {
  return spans
    .map(({ text }) => text)
    .join('')
    .toLowerCase()
}

function helpRows(about: string): Line[] {
  const byId = new Map((actions as ActionDefinition[]).map((action) => [action.id, action]))
  const ordered = [...(panels as { id: string; title: string; order: number; bindings: { action: string }[] }[])].sort(
    (a, b) => a.order - b.order,
  )
  const first = ordered.filter((panel) => panel.id === about)
  const rest = ordered.filter((panel) => panel.id !== about)
  const everywhere = [...byId.values()].filter((action) => action.everywhere && action.keys.length > 0)
  const movements = everywhere.filter((action) => action.movement)
  const own = [...first, ...rest].flatMap(({ title, bindings }) => {
    const bound = bindings.map(({ action }) => byId.get(action)).filter((action) => action !== undefined)
    return bound.length === 0 ? [] : [line(span(title, 'title')), ...bound.map(keyRow), EMPTY_LINE]
  })
  const always = [
    line(span('Everywhere', 'title')),
    ...everywhere.filter((action) => !action.movement).map(keyRow),
    EMPTY_LINE,
    line(span('In every list', 'title')),
    ...movements.map(keyRow),
    EMPTY_LINE,
  ]
  return about === '' ? [...always, ...own] : [...own, ...always]
}

function keyRow({ keys, title }: ActionDefinition): Line {
  return line(span(fit(`  ${keysText(keys)}`, 26), 'key'), ` ${title[0]!.toUpperCase()}${title.slice(1)}`)
}

/** `Down, j`; keys that are digits in a row are `1 to 9`. */
function keysText(keys: readonly string[]): string {
  const inRow = keys.length > 2 && keys.every((key, i) => key === String(Number(keys[0]) + i))
  return inRow ? `${keys[0]} to ${keys.at(-1)}` : keys.map(keyLabel).join(', ')
}
