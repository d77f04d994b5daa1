import type { KnowledgeText } from '@tlc/core/engine/requests/knowledge-text'
import type { SearchHit } from '@tlc/core/index/contract'
import type { Sources } from '../app/sources.ts'
import type { View } from '../define-panel.ts'
import { EMPTY_LINE, type Line, line, span } from '../screen/line.ts'
import { wrap } from '../screen/width.ts'
import { ago } from './_figures.ts'
import { listLines } from './_rows.ts'

/** A hit that is no file, whose text is read. */
export interface Reading {
  hit: SearchHit
  /** Row of the hit, to come back to. */
  row: number
  /** Whether the lines of the hit were gone to. */
  placed: boolean
}

/** The text of a hit that is no file, in rows. */
export interface TextModel {
  hit: SearchHit
  title: string
  /** ms since the epoch; 0 when nobody knows. */
  at: number
  now: number
  rows: string[]
  /** The row that the hit begins in. */
  first: number
  /** Why there is no text; null when there is, or it is on its way. */
  fault: string | null
}

/** Blank columns at both sides. */
const MARGIN = 1

/** The text in rows of `width` columns. What is shown before stays until it is there. */
export function selectText(sources: Sources, hit: SearchHit, width: number, kept: TextModel | null): TextModel {
  const { now } = sources
  const text = sources.ask<KnowledgeText>('search.text', 'knowledge.text', { id: hit.path }, { quiet: true })
  if (!text) {
    const fault = sources.faultOf('search.text')
    if (kept && fault === null) return kept
    return { hit, title: hit.name, at: 0, now, rows: [], first: 0, fault }
  }
  const { rows, starts } = sources.cached('search.text.rows', [text, width], () => rowsOf(text, width - 2 * MARGIN))
  const first = starts[Math.min(hit.startLine, starts.length) - 1] ?? 0
  return { hit, title: text.title, at: text.at, now, rows, first, fault: null }
}

/** The whole text, of which keys move the rows. */
export function readingLines(model: TextModel, selected: number, view: View): Line[] {
  return [
    line(span(` ${model.title}`, 'title'), span(model.at > 0 ? `  ${ago(model.at, model.now)}` : '', 'dim')),
    line(span(` ${model.hit.path}`, 'accent'), span('  Esc goes back to the hits', 'dim')),
    ...(model.fault === null
      ? listLines(
          { ...view, height: view.height - 2 },
          { count: model.rows.length, selected, row: (i) => line(` ${model.rows[i]}`) },
        )
      : [faultLine(model.fault)]),
  ]
}

/** The rows of the hit, for a preview. */
export function textLines({ rows, first, fault }: TextModel, height: number): Line[] {
  if (fault !== null) return [EMPTY_LINE, faultLine(fault)]
  return rows.slice(first, first + Math.max(0, height)).map((row) => line(` ${row}`))
}

function faultLine(fault: string): Line {
  return line(span(` Not shown (r asks again): ${fault}`, 'error'))
}

function rowsOf({ text, next }: KnowledgeText, width: number): { rows: string[]; starts: number[] } {
  const rows: string[] = []
  const starts: number[] = []
  for (const each of text.split('\n')) {
    starts.push(rows.length)
    rows.push(...wrap(each, Math.max(10, width)))
  }
  if (next !== null) rows.push('', 'The rest is left out.')
  return { rows, starts }
}
