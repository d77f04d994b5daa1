import { splitIdentifier, termsOfIdentifier, wholeTerm } from '../text/terms.ts'
import type { Corpus, Scored } from './bm25.ts'

const encoder = new TextEncoder()

/** Names that begin so are proposed up to this many a segment. */
const MOST_PREFIXED = 200

/** How well a definition fits, from the same full name down to the words of its parts. */
const FIT = { full: 1, simple: 0.95, prefix: 0.5, listed: 0.6, parts: 0.3, otherSpelling: 0.6 }

/**
 * Chunks that define a symbol of the query, best first, with `score` as how well the name fits. `within` is the list of
 * names, for definitions that stand in a chunk of several.
 */
export function symbolList(
  corpus: Corpus,
  symbols: string[],
  count: number,
  wanted: (at: number) => boolean,
): Scored[] {
  const fits = new Map<number, number>()
  for (const symbol of symbols) {
    const simple = simpleName(symbol)
    const isQualified = simple !== symbol
    corpus.segments.forEach((segment, s) => {
      const note = (field: 'symbols' | 'names', term: number, fit: number) => {
        if (term < 0) return
        const size = segment[field].documents(term)
        const documents = new Uint32Array(size)
        segment[field].read(term, documents, new Uint8Array(size))
        for (const document of documents) {
          const at = corpus.chunkBase[s]! + document
          if (!wanted(at)) continue
          const name = segment.name(document)
          const same = fit < FIT.simple || simpleName(name) === simple
          const own = isQualified && same && isSameEnd(name, symbol) ? FIT.full : fit
          fits.set(at, Math.max(fits.get(at) ?? 0, same ? own : fit * FIT.otherSpelling))
        }
      }
      const simpleTerm = encoder.encode(wholeTerm(simple))
      if (isQualified) note('symbols', segment.symbols.find(encoder.encode(wholeTerm(symbol))), FIT.full)
      note('symbols', segment.symbols.find(simpleTerm), isQualified ? FIT.simple * 0.7 : FIT.full)
      if (splitIdentifier(simple).length > 1) note('names', segment.names.find(simpleTerm), FIT.listed)
      if (simpleTerm.length < 3) return
      const [from, to] = segment.symbols.findPrefix(simpleTerm)
      for (let term = from; term < Math.min(to, from + MOST_PREFIXED); term++) {
        const length = segment.symbols.termBytes(term).length
        note('symbols', term, FIT.prefix * (simpleTerm.length / length))
      }
    })
    noteParts(corpus, simple, wanted, fits)
  }
  return Array.from(fits, ([at, score]) => ({ at, score }))
    .sort((a, b) => b.score - a.score || a.at - b.at)
    .slice(0, count)
}

/** Definitions that have all parts of the name, in any order. */
function noteParts(corpus: Corpus, name: string, wanted: (at: number) => boolean, fits: Map<number, number>): void {
  const parts = [...new Set(termsOfIdentifier(name))].filter((term) => term !== wholeTerm(name))
  if (parts.length < 2) return
  corpus.segments.forEach((segment, s) => {
    const counts = new Map<number, number>()
    for (const part of parts) {
      const term = segment.names.find(encoder.encode(part))
      if (term < 0) return
      const documents = new Uint32Array(segment.names.documents(term))
      segment.names.read(term, documents, new Uint8Array(documents.length))
      for (const document of documents) counts.set(document, (counts.get(document) ?? 0) + 1)
    }
    for (const [document, count] of counts) {
      const at = corpus.chunkBase[s]! + document
      if (count === parts.length && !fits.has(at) && wanted(at)) fits.set(at, FIT.parts)
    }
  })
}

/** Whether one is the end of the other, at a container: `Client.get` and `Http\\Client.get`, but not `get`. */
function isSameEnd(name: string, symbol: string): boolean {
  const dotted = name.replaceAll('\\', '.')
  const [short, long] = dotted.length < symbol.length ? [dotted, symbol] : [symbol, dotted]
  return short.includes('.') && (long === short || long.endsWith(`.${short}`))
}

function simpleName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}
