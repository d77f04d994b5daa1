import type { Span } from '../screen/line.ts'

/** The spans with every place that holds `wanted` as a match; a `wanted` without capitals fits them too. */
export function markText(spans: readonly Span[], wanted: string): Span[] {
  if (wanted === '') return [...spans]
  const text = spans.map((each) => each.text).join('')
  const folded = wanted === wanted.toLowerCase() ? text.toLowerCase() : text
  // Some letters change their length with their case: what is found would stand elsewhere.
  if (folded.length !== text.length) return [...spans]
  const marked: Span[] = []
  let start = 0
  for (const each of spans) {
    const end = start + each.text.length
    let at = start
    for (let found = folded.indexOf(wanted, Math.max(0, start - wanted.length + 1)); ; ) {
      if (found < 0 || found >= end) break
      const [from, to] = [Math.max(found, at), Math.min(found + wanted.length, end)]
      if (from > at) marked.push({ ...each, text: text.slice(at, from) })
      if (to > from) marked.push({ ...each, text: text.slice(from, to), role: 'match' })
      at = Math.max(at, to)
      found = folded.indexOf(wanted, found + wanted.length)
    }
    if (at < end) marked.push({ ...each, text: text.slice(at, end) })
    start = end
  }
  return marked
}
