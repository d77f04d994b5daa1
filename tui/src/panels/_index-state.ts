import type { IndexProgress } from '@tlc/core/index/contract'
import { isPartial, pendingText } from '@tlc/core/index/progress-text'
import type { Sources } from '../app/sources.ts'
import { type Span, span } from '../screen/line.ts'
import { plural } from './_figures.ts'

const RENEW_MS = 2_000

/** How far the index is; asked again while it goes on. Undefined until it answered, and when it cannot. */
export function askProgress({ ask }: Sources): IndexProgress | undefined {
  return ask<IndexProgress>(
    'index.progress',
    'index.progress',
    {},
    { stale: true, quiet: true, unawaited: true, renew: { afterMs: RENEW_MS, until: isComplete } },
  )
}

/** Whether everything is searchable in every way that this index has. */
export function isComplete(progress: IndexProgress): boolean {
  return (
    !progress.opening &&
    !isPartial(progress) &&
    (progress.withoutVectors !== '' || progress.embedded >= progress.chunks)
  )
}

/** What is searchable, and what is not and why. */
export function progressSpans(progress: IndexProgress): Span[] {
  if (progress.opening) return [span('opening', 'dim')]
  const { files } = progress
  const meaning = meaningText(progress)
  return [
    span(`${plural(files, 'file')} searchable`, 'dim'),
    ...(isPartial(progress) ? [span(`  partial: ${pendingText(progress)}`, 'warning')] : []),
    ...(meaning === '' ? [] : [span(`  ${meaning}`, 'dim')]),
    ...messageSpans(progress),
  ]
}

/** The same in few words, beside other figures of the project; null is an index that has not said anything yet. */
export function shortProgressSpans(progress: IndexProgress | null): Span[] {
  if (progress === null || progress.opening) return [span('Search: opening', 'dim')]
  const meaning = meaningText(progress)
  return [
    span('Search: ', 'dim'),
    isPartial(progress) ? span(`partial, ${pendingText(progress)}`, 'warning') : span('ready', 'dim'),
    ...(meaning === '' ? [] : [span(`${progress.withoutVectors === '' ? ', ' : '. '}${meaning}`, 'dim')]),
    ...messageSpans(progress),
  ]
}

function messageSpans({ message }: IndexProgress): Span[] {
  return message === '' ? [] : [span(`  ${message}`, 'warning')]
}

function meaningText({ chunks, embedded, withoutVectors }: IndexProgress): string {
  if (withoutVectors !== '') return withoutVectors
  return chunks === 0 ? '' : `by meaning: ${Math.floor((100 * embedded) / chunks)} %`
}
