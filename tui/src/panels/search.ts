import { isOfFile } from '@tlc/core/index/segment/kinds'
import { textInput } from '../app/prompt.ts'
import { definePanel, type View } from '../define-panel.ts'
import { columns, fillHeight, type Line, line, span } from '../screen/line.ts'
import { BORDER_WIDTH, HEAD_ROWS, layout } from './_search-layout.ts'
import { headLines, hitLines, queryColumn, withoutHits } from './_search-lines.ts'
import { type SearchModel, type SearchState, selectSearch } from './_search-model.ts'
import { previewLines } from './_search-preview.ts'
import { readingLines } from './_search-text.ts'
import { typeKey } from './_search-typing.ts'

export type { SearchModel, SearchState } from './_search-model.ts'

export default definePanel<SearchModel, SearchState>({
  id: 'search',
  title: 'Search',
  order: 9,
  initial: () => ({
    selected: 0,
    top: 0,
    filter: '',
    input: textInput(),
    typing: false,
    past: [],
    recalled: 0,
    draft: '',
    explain: false,
    kept: null,
    keptLines: null,
    keptText: null,
    reading: null,
    marks: new Map(),
  }),
  select: selectSearch,
  list: {
    count: ({ hits, text, reading }) => (reading ? (text?.rows.length ?? 0) : hits.length),
    height: (view, { reading }) => (reading ? Math.max(1, view.height - HEAD_ROWS) : layout(view).list.height),
    head: HEAD_ROWS,
  },
  render(model, view) {
    if (model.reading && model.text) return readingLines(model.text, model.selected, view)
    const head = headLines(model, view)
    if (model.hits.length === 0) return [...head, ...withoutHits(model)]
    const { list, preview } = layout(view)
    const hits = fillHeight(hitLines(model, view, list), list.height)
    if (!preview) return [...head, ...hits]
    const shown = previewLines(model, view, preview)
    if (list.width < view.width) return [...head, ...beside(hits, shown, view, list.width)]
    const rule = line(span(view.theme.glyphs.horizontal.repeat(view.width), 'border'))
    return [...head, ...hits, rule, ...shown]
  },
  key(state, key) {
    // What is pasted over the hits is a new query.
    if (!state.typing && key.name === 'paste') Object.assign(state, { typing: true, input: textInput() })
    if (!state.typing) return false
    const before = state.input.text
    const taken = typeKey(state, key)
    if (state.input.text !== before) Object.assign(state, { selected: 0, top: 0 })
    return taken
  },
  cursor: (model, view) => (model.typing ? { x: queryColumn(model, view), y: 0 } : null),
  place: ({ current }) => (current && isOfFile(current.kind) ? { path: current.path, line: current.startLine } : null),
  takes: ({ typing }) => (typing ? TYPING_KEYS : null),
  bindings: [
    {
      action: 'search.type',
      disabled: ({ typing, reading }) => (reading ? READING : typing && 'The query is being typed'),
    },
    { action: 'search.open', disabled: (model) => (model.reading ? 'This is the text' : unlessHit(model)) },
    { action: 'search.explain', disabled: ({ typing, reading }) => (reading ? READING : typing && TYPING) },
    { action: 'search.useful', disabled: unlessHit },
    { action: 'search.useless', disabled: unlessHit },
    {
      action: 'search.back',
      disabled: ({ reading }) => !reading && 'These are the hits: / changes the query',
      quiet: true,
    },
  ],
})

const TYPING_KEYS = [
  { key: 'Enter', label: 'to the hits' },
  { key: 'Up', label: 'earlier queries' },
  { key: 'Esc', label: 'clear' },
  { key: 'Tab', label: 'next panel' },
  { key: 'Ctrl+P', label: 'commands' },
]
const TYPING = 'Enter leaves the query first'
const READING = 'Esc leaves the text first'

function unlessHit({ typing, current }: SearchModel): string | false {
  return typing ? TYPING : current === null && 'No hit is selected'
}

function beside(hits: Line[], shown: Line[], { theme, width }: View, listWidth: number): Line[] {
  const previewWidth = width - listWidth - BORDER_WIDTH
  const border = hits.map(() => line(span(theme.glyphs.vertical, 'border')))
  return columns(
    [
      { lines: hits, width: listWidth },
      { lines: border, width: 1 },
      { lines: shown, width: previewWidth },
    ],
    1,
  )
}
