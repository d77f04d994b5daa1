import { isOfFile } from '@tlc/core/index/segment/kinds'
import { textInput } from '../app/prompt.ts'
import { definePanel, type View } from '../define-panel.ts'
import { columns, fillHeight, type Line, line, span } from '../screen/line.ts'
import { HEAD_ROWS, headLines, hitLines, queryColumn, withoutHits } from './_search-lines.ts'
import { type SearchModel, type SearchState, selectSearch } from './_search-model.ts'
import { previewLines } from './_search-preview.ts'
import { typeKey } from './_search-typing.ts'

export type { SearchModel, SearchState } from './_search-model.ts'

/** From here on the preview stands beside the list. */
const WIDE = 120
/** A wider preview serves nobody: lines of code are shorter. */
const MOST_WIDE = 96
/** The line between list and preview, and a blank on both sides. */
const BORDER_WIDTH = 3
/** A panel of fewer rows has no preview below. */
const TALL = 12

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
    marks: new Map(),
  }),
  select: selectSearch,
  list: {
    count: ({ hits }) => hits.length,
    height: (view) => layout(view).list.height,
    head: HEAD_ROWS,
  },
  render(model, view) {
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
    { action: 'search.type', disabled: ({ typing }) => typing && 'The query is being typed' },
    { action: 'search.open', disabled: unlessHit },
    { action: 'search.explain', disabled: ({ typing }) => typing && TYPING },
    { action: 'search.useful', disabled: unlessHit },
    { action: 'search.useless', disabled: unlessHit },
    { action: 'search.back', quiet: true },
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

function unlessHit({ typing, current }: SearchModel): string | false {
  return typing ? TYPING : current === null && 'No hit is selected'
}

interface Area {
  width: number
  height: number
}

function layout({ width, height }: Pick<View, 'width' | 'height'>): { list: Area; preview: Area | null } {
  const rows = Math.max(1, height - HEAD_ROWS)
  if (width >= WIDE) {
    const previewWidth = Math.min(MOST_WIDE, Math.floor((width - BORDER_WIDTH) / 2))
    return {
      list: { width: width - BORDER_WIDTH - previewWidth, height: rows },
      preview: { width: previewWidth, height: rows },
    }
  }
  if (height < TALL) return { list: { width, height: rows }, preview: null }
  // The same for any number of hits, so that nothing jumps while one types.
  const listHeight = Math.floor(rows / 2)
  return { list: { width, height: listHeight }, preview: { width, height: rows - listHeight - 1 } }
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
