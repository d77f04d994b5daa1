import overview from '@tlc/core/document/collections/overview'
import type { FileLines } from '@tlc/core/engine/answers'
import type { IndexProgress, SearchAnswer, SearchHit, SearchQuery } from '@tlc/core/index/contract'
import { isPartial } from '@tlc/core/index/progress-text'
import { isOfFile, KINDS } from '@tlc/core/index/segment/kinds'
import type { TextInput } from '../app/prompt.ts'
import type { Sources } from '../app/sources.ts'
import type { PanelState } from '../define-panel.ts'
import { grammars } from './_grammars.ts'
import { askProgress, isComplete } from './_index-state.ts'
import { previewSize } from './_search-layout.ts'
import { type ParsedQuery, parseQuery } from './_search-query.ts'
import { type Reading, selectText, type TextModel } from './_search-text.ts'
import type { Typing } from './_search-typing.ts'

export interface SearchState extends PanelState, Typing {
  /** Whether each hit tells all of its reasons. */
  explain: boolean
  /** The last good answer, shown until the next one is there. */
  kept: { answer: SearchAnswer; question: string } | null
  /** The last lines that were fetched, for the same reason. */
  keptLines: Preview | null
  keptText: TextModel | null
  /** The hit that is no file and is read; null in the list. */
  reading: Reading | null
  /** What the person said of hits, by `markKey`. */
  marks: ReadonlyMap<string, boolean>
}

/** Lines around a hit. */
export interface Preview {
  hit: SearchHit
  lines: FileLines
}

export interface SearchModel {
  input: TextInput
  typing: boolean
  parsed: ParsedQuery
  past: readonly string[]
  /** What is shown; null before the first answer to a query. */
  answer: SearchAnswer | null
  hits: SearchHit[]
  selected: number
  current: SearchHit | null
  /** Whether the answer to what is typed is on its way. */
  searching: boolean
  /** Why there is no answer; null when there is one, or it is on its way. */
  fault: string | null
  progress: IndexProgress | null
  explain: boolean
  marks: ReadonlyMap<string, boolean>
  preview: Preview | null
  previewFault: string | null
  /** Text of the selected hit, when it is no file. */
  text: TextModel | null
  reading: boolean
}

const MOST_HITS = 50
const RENEW_MS = 2_000
/** Lines of a preview, and those above the hit among them. */
const PREVIEW_LINES = 100
const PREVIEW_ABOVE = 2

export function markKey({ path, name }: Pick<SearchHit, 'path' | 'name'>): string {
  return `${path}\n${name}`
}

export function selectSearch(sources: Sources, state: SearchState): SearchModel {
  if (state.typing) leaveReading(state)
  const { input, typing, past, explain, marks, reading } = state
  const known = grammars()
  // Of files without a grammar the index knows no language.
  const languages = sources.cached('search.languages', [sources.project, sources.version('overview'), known], () =>
    (overview.get(sources.project, 'languages') ?? []).map(({ language }) => language).filter((id) => known.has(id)),
  )
  const parsed = sources.cached('search.parsed', [input.text, languages], () =>
    parseQuery(input.text, { kinds: KINDS, languages }),
  )
  const question = questionOf(parsed, explain)
  const answer = question && askHits(sources, question)
  if (parsed.words === '' && parsed.faults.length === 0) state.kept = null
  else if (answer) keep(state, answer, JSON.stringify({ ...question, explain: false }))
  const shown = state.kept?.answer ?? null
  const current = reading?.hit ?? shown?.hits[state.selected] ?? null
  const fault = question && !answer ? sources.faultOf('search.hits') : null
  const text = selectKnown(sources, state, current)
  const own = shown && isPartial(shown.progress) ? shown.progress : null
  return {
    input,
    typing,
    parsed,
    past,
    answer: shown,
    hits: shown?.hits ?? [],
    selected: state.selected,
    current,
    searching: question !== null && !answer && fault === null,
    fault,
    progress: own ?? askProgress(sources) ?? shown?.progress ?? null,
    explain,
    marks,
    ...selectPreview(sources, state, current),
    text,
    reading: reading !== null,
  }
}

/** Its lines count over its cells, so they are no lines of the file. */
function isNotebook({ path }: SearchHit): boolean {
  return path.endsWith('.ipynb')
}

/** Back in the list, at the hit that was read. */
export function leaveReading(state: SearchState): void {
  if (!state.reading) return
  state.selected = state.reading.row
  state.reading = null
}

function questionOf({ words, filters, faults }: ParsedQuery, explain: boolean): SearchQuery | null {
  if (words === '' || faults.length > 0) return null
  return { query: words, limit: MOST_HITS, ...filters, ...(explain && { explain }) }
}

/** A partial answer is asked for again until it is whole; so is one without hits while there may be one by meaning. */
function askHits(sources: Sources, question: SearchQuery): SearchAnswer | undefined {
  const until = ({ hits, progress }: SearchAnswer) => (hits.length === 0 ? isComplete(progress) : !isPartial(progress))
  return sources.ask('search.hits', 'search.query', question, { quiet: true, renew: { afterMs: RENEW_MS, until } })
}

/** What is selected stays so when the same question has another answer; while one types it is the first row that counts. */
function keep(state: SearchState, answer: SearchAnswer, question: string): void {
  const { kept } = state
  if (kept?.answer === answer) return
  const isMoved = !state.typing && !state.reading
  const before = isMoved && kept?.question === question ? kept.answer.hits[state.selected] : undefined
  const at = before ? answer.hits.findIndex((hit) => isSame(hit, before)) : -1
  if (at >= 0) state.selected = at
  state.kept = { answer, question }
}

function isSame(a: SearchHit, b: SearchHit): boolean {
  return a.path === b.path && a.name === b.name && (a.name !== '' || a.startLine === b.startLine)
}

function selectPreview(
  sources: Sources,
  state: SearchState,
  current: SearchHit | null,
): Pick<SearchModel, 'preview' | 'previewFault'> {
  if (!current || !isOfFile(current.kind)) return { preview: null, previewFault: null }
  const lines = isNotebook(current) ? askCell(sources, current) : askWindow(sources, current)
  if (lines) state.keptLines = { hit: current, lines }
  else if (sources.faultOf('search.preview') !== null) state.keptLines = null
  return { preview: state.keptLines, previewFault: lines ? null : sources.faultOf('search.preview') }
}

/** With some lines above the hit, and what comes after it. */
function askWindow(sources: Sources, { path, startLine }: SearchHit): FileLines | undefined {
  const from = Math.max(1, startLine - PREVIEW_ABOVE)
  const input = { path, from, to: from + PREVIEW_LINES - 1 }
  return sources.ask<FileLines>('search.preview', 'file.lines', input, { quiet: true })
}

function askCell(sources: Sources, { path, name, startLine, endLine }: SearchHit): FileLines | undefined {
  return sources.ask<FileLines>('search.preview', 'hit.lines', { path, name, startLine, endLine }, { quiet: true })
}

function selectKnown(sources: Sources, state: SearchState, current: SearchHit | null): TextModel | null {
  if (!current || isOfFile(current.kind)) return null
  const { reading } = state
  const { width } = reading ? sources.body : previewSize(sources.body)
  const text = selectText(sources, current, width, state.keptText)
  state.keptText = text
  if (reading && !reading.placed && text.rows.length > 0 && text.hit === reading.hit) {
    reading.placed = true
    state.selected = text.first
  }
  return text
}
