import type { IndexProgress, SearchAnswer, SearchHit } from '@tlc/core/index/contract'
import { isPartial, pendingText } from '@tlc/core/index/progress-text'
import type { styler } from '../style.ts'
import { oneLine } from './one-line.ts'

/** Grows when the shape changes; it changes by addition only. */
const SCHEMA_VERSION = 1

/** The answer for programs (core/schemas/search.schema.json); `id` is the request's own. */
export function searchJson(answer: SearchAnswer, id: unknown): object {
  const { hits, tookMs, progress, expansion, queryClass, notes } = answer
  return { schemaVersion: SCHEMA_VERSION, id, hits, tookMs, queryClass, expansion, progress, ...(notes && { notes }) }
}

/** The hits for people: place first, then what it is; with `explain` the reasons below each. */
export function searchText(
  { hits, expansion, queryClass, notes = [] }: SearchAnswer,
  { style, explain }: { style: ReturnType<typeof styler>; explain: boolean },
): string {
  if (hits.length === 0) return `${['Nothing found.', ...notes.map(oneLine)].join('\n')}\n`
  const lines = hits.flatMap((hit) => {
    const place = `${oneLine(hit.path)}:${hit.startLine}`
    const head = `${style('bold', place)}${hit.endLine > hit.startLine ? style('dim', `-${hit.endLine}`) : ''}  ${whatOf(hit)}`
    return explain ? [head, style('dim', `    ${hit.score.toFixed(3)}  ${hit.why.join('; ')}`)] : [head]
  })
  if (explain) {
    lines.push('', `Read as a ${queryClass}.`)
    for (const { term, weight, because } of expansion) lines.push(`Also ${term} (${weight.toFixed(2)}): ${because}`)
  }
  return `${lines.join('\n')}\n`
}

/** What an answer lacks; '' when the whole project was searched. */
export function partialNotice(progress: IndexProgress): string {
  const { files, message, withoutVectors, chunks, embedded } = progress
  const notices: string[] = []
  if (isPartial(progress)) {
    notices.push(`Partial: ${files.toLocaleString('en-US')} files searched, ${pendingText(progress)}.`)
  }
  if (withoutVectors !== '') notices.push(withoutVectors)
  else if (chunks > 0 && embedded < chunks) {
    notices.push(`By meaning: ${Math.floor((100 * embedded) / chunks)} % so far.`)
  }
  if (message !== '') notices.push(message)
  return notices.join('\n')
}

function whatOf({ kind, symbolKind, name }: SearchHit): string {
  if (symbolKind !== null) return `${symbolKind} ${oneLine(name)}`
  return name === '' ? kind : `${kind} ${oneLine(name)}`
}

/** How far the index is, on one line. */
export function indexText(progress: IndexProgress): string {
  const { files, documents, chunks, embedded, withoutVectors, message, bytes } = progress
  const parts = [
    `${files.toLocaleString('en-US')} files${documents > 0 ? ` and ${documents.toLocaleString('en-US')} documents` : ''} searchable`,
    pendingText(progress),
    `${chunks.toLocaleString('en-US')} chunks`,
    withoutVectors === '' && chunks > 0 ? `${Math.floor((100 * embedded) / chunks)} % by meaning` : withoutVectors,
    `${(bytes / 1e6).toFixed(1)} MB`,
    message,
  ]
  return parts.filter((part) => part !== '').join(', ')
}
