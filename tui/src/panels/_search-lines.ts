import type { SymbolKind } from '@tlc/analyzers/facts'
import type { KnowledgeKind, SearchHit } from '@tlc/core/index/contract'
import { isPartial, pendingText } from '@tlc/core/index/progress-text'
import { isOfFile } from '@tlc/core/index/segment/kinds'
import type { View } from '../define-panel.ts'
import { EMPTY_LINE, type Line, line, lineWidth, type Role, type Span, sliceLine, span } from '../screen/line.ts'
import { fit, graphemes, textWidth, truncate, truncateStart } from '../screen/width.ts'
import { duration, plural } from './_figures.ts'
import { isComplete, progressSpans } from './_index-state.ts'
import { listLines } from './_rows.ts'
import { markKey, type SearchModel } from './_search-model.ts'
import { symbolRole } from './_symbol-roles.ts'

const MARK = ' > '
const KIND_WIDTH = 11
/** A list that is narrower leaves the reasons to the preview. */
const WITH_REASON = 90
const REASON_SHARE = 0.32

/** `commit:` and the start of its hash. */
const COMMIT_LENGTH = 'commit:'.length + 10
/** What is too long for its column. */
const KIND_WORDS: Partial<Record<KnowledgeKind | SymbolKind, string>> = {
  documentation: 'document',
  configuration: 'config',
  constructor: 'construct.',
  'enum-member': 'enum value',
}

const EXAMPLES = [
  ['where is a lost connection tried again', 'a question'],
  ['parseConfig kind:test path:src', 'a name, in tests under src'],
  ['TypeError: x is not a function lang:javascript', 'an error, in one language'],
] as const

const PIECE_ROLES = { words: 'text', filter: 'accent', unknown: 'error' } as const satisfies Record<string, Role>

export function headLines(model: SearchModel, { width }: Pick<View, 'width'>): Line[] {
  const figures = figuresOf(model)
  const room = queryRoom(model, width)
  const pieces = { spans: model.parsed.pieces.map(({ text, is }) => span(text, PIECE_ROLES[is])) }
  const typed = sliceLine(pieces, queryLeft(model, width), room)
  const query: Span[] =
    model.input.text === '' && !model.typing ? [span('Ctrl+F or / types a question', 'dim')] : typed.spans
  const blank = ' '.repeat(Math.max(0, room + 1 - lineWidth({ spans: query })))
  return [line(span(MARK, 'key'), ...query, blank, span(figures, 'dim')), stateLine(model)]
}

/** Column of the cursor in the first row. */
export function queryColumn(model: SearchModel, { width }: Pick<View, 'width'>): number {
  return MARK.length + cursorColumn(model) - queryLeft(model, width)
}

export function hitLines(model: SearchModel, view: View, size: { width: number; height: number }): Line[] {
  const { hits, selected, marks } = model
  const withReason = size.width >= WITH_REASON
  const reasonWidth = withReason ? Math.floor(size.width * REASON_SHARE) : 0
  const free = size.width - KIND_WIDTH - 4 - reasonWidth
  const nameWidth = Math.floor(free * 0.45)
  const placeWidth = free - nameWidth
  return listLines(
    { ...view, height: size.height },
    {
      count: hits.length,
      selected,
      row(i) {
        const hit = hits[i]!
        return line(
          markSpan(marks.get(markKey(hit)), view),
          span(`${fit(kindWord(hit), KIND_WIDTH - 1)} `, 'dim'),
          ...nameSpans(hit, nameWidth),
          ' ',
          span(fit(truncateStart(placeOf(hit), placeWidth), placeWidth), 'accent'),
          ...(withReason ? [span(` ${truncate(hit.why[0] ?? '', reasonWidth)}`, 'dim')] : []),
        )
      },
    },
  )
}

/** What stands where hits would. */
export function withoutHits(model: SearchModel): Line[] {
  const { parsed, fault, answer, typing, past } = model
  if (fault !== null)
    return [
      EMPTY_LINE,
      line(span(`  No answer: ${fault}`, 'error')),
      line(span(typing ? '  Enter, then r asks again.' : '  r asks again.', 'dim')),
    ]
  if (parsed.words === '') return emptyLines(past)
  if (!answer) return [EMPTY_LINE, line(span(parsed.faults.length > 0 ? '' : '  Searching', 'dim'))]
  return [EMPTY_LINE, line(span(`  ${nothingFound(model)}`, 'dim'))]
}

/** `src/app.py:3-9`; other knowledge has its id, of a commit as much as tells it from others. */
export function placeOf({ path, startLine, endLine, kind }: SearchHit): string {
  if (kind === 'commit') return path.slice(0, COMMIT_LENGTH)
  if (!isOfFile(kind)) return path
  return endLine > startLine ? `${path}:${startLine}-${endLine}` : `${path}:${startLine}`
}

function kindWord({ kind, symbolKind }: SearchHit): string {
  const word = symbolKind ?? kind
  return KIND_WORDS[word] ?? word
}

function markSpan(useful: boolean | undefined, { theme }: View): Span {
  if (useful === undefined) return span(' ')
  return useful ? span(theme.glyphs.check, 'success') : span(theme.glyphs.cross, 'error')
}

/** The own name first, as room is short: what it is part of stands behind it. */
function nameSpans({ name, path, symbolKind }: SearchHit, width: number): Span[] {
  if (name === '') return [span(fit(path.split('/').at(-1) ?? path, width), 'dim')]
  const separator = symbolKind === null ? ' > ' : '.'
  const at = name.lastIndexOf(separator)
  const own = truncate(at < 0 ? name : name.slice(at + separator.length), width)
  const around = at < 0 ? '' : `  ${name.slice(0, at)}`
  return [span(own, symbolRole(symbolKind)), span(fit(around, width - textWidth(own)), 'dim')]
}

function stateLine({ parsed, progress, fault, hits }: SearchModel): Line {
  if (parsed.faults.length > 0) return line(span(`   ${parsed.faults[0]}`, 'warning'))
  // Hits of the query before stay, so the fault of this one has no other place.
  if (fault !== null && hits.length > 0) return line(span(`   No answer (r asks again): ${fault}`, 'error'))
  return progress ? line('   ', ...progressSpans(progress)) : EMPTY_LINE
}

function figuresOf({ answer, searching }: SearchModel): string {
  if (!answer) return searching ? 'searching ' : ''
  const found = `${plural(answer.hits.length, 'hit')} in ${duration(answer.tookMs)}`
  return `${found}${searching ? ' …' : '  '}`
}

/** Nothing is there only when everything was searched. */
function nothingFound({ answer, parsed }: SearchModel): string {
  const { progress, notes } = answer!
  const { kinds = [], paths = [], languages = [] } = parsed.filters
  const within = [...kinds, ...paths, ...languages].join(', ')
  const where = within === '' ? '' : ` in ${within}`
  if (isPartial(progress)) return `Nothing so far${where}: ${pendingText(progress)}`
  if (!isComplete(progress)) return `Nothing so far${where}: not everything is searchable by meaning yet`
  return notes ? `Nothing found${where}. ${notes.join(' ')}` : `Nothing found${where}`
}

function emptyLines(past: readonly string[]): Line[] {
  const rows = (texts: readonly (readonly [string, string])[]) =>
    texts.map(([query, what]) => line(`    ${fit(query, 48)} `, span(what, 'dim')))
  return [
    EMPTY_LINE,
    line('  Code, tests, documents, what was learnt: words, names, meaning. For example:'),
    EMPTY_LINE,
    ...rows(EXAMPLES),
    EMPTY_LINE,
    line(span('  kind:  path:  lang:  narrow it down; Up brings earlier queries back.', 'dim')),
    ...(past.length === 0 ? [] : [EMPTY_LINE, line(span('  Earlier', 'title'))]),
    ...past
      .slice(-8)
      .reverse()
      .map((query) => line(`    ${query}`)),
  ]
}

function cursorColumn({ input }: SearchModel): number {
  let column = 0
  let at = 0
  for (const grapheme of graphemes(input.text)) {
    if (at++ === input.cursor) break
    column += textWidth(grapheme)
  }
  return column
}

function queryRoom(model: SearchModel, width: number): number {
  return Math.max(10, width - MARK.length - textWidth(figuresOf(model)) - 2)
}

/** First column of the query that is shown: its cursor is always among them. */
function queryLeft(model: SearchModel, width: number): number {
  return model.typing ? Math.max(0, cursorColumn(model) - queryRoom(model, width) + 1) : 0
}
