import type { FrozenPostings } from './postings-builder.ts'

const decoder = new TextDecoder()

/** Reads the inverted lists of one field of a segment. */
export class Postings {
  readonly #sections: FrozenPostings
  readonly termCount: number

  constructor(sections: FrozenPostings) {
    this.#sections = sections
    this.termCount = sections.counts.length
  }

  /** Number of a term; -1 for one that no document holds. */
  find(term: Uint8Array): number {
    const at = this.#lowerBound(term)
    return at < this.termCount && this.#compare(at, term) === 0 ? at : -1
  }

  /** Numbers of the terms that begin so: from the first, below the second. */
  findPrefix(prefix: Uint8Array): [from: number, to: number] {
    const from = this.#lowerBound(prefix)
    let to = from
    while (to < this.termCount && this.#startsWith(to, prefix)) to++
    return [from, to]
  }

  /** Documents that hold the term. */
  documents(term: number): number {
    return this.#sections.counts[term]!
  }

  term(term: number): string {
    return decoder.decode(this.termBytes(term))
  }

  termBytes(term: number): Uint8Array {
    const { terms, termStarts } = this.#sections
    return terms.subarray(termStarts[term]!, termStarts[term + 1]!)
  }

  /** Fills `documents` and `times`, which must have room for `documents(term)`; answers how many there are. */
  read(term: number, documents: Uint32Array, times: Uint8Array): number {
    const { lists, listStarts, counts } = this.#sections
    const count = counts[term]!
    let at = listStarts[term]!
    let document = 0
    for (let i = 0; i < count; i++) {
      let byte = lists[at++]!
      let value = byte & 0x7f
      for (let shift = 7; byte >= 0x80; shift += 7) {
        byte = lists[at++]!
        value |= (byte & 0x7f) << shift
      }
      document += value
      byte = lists[at++]!
      value = byte & 0x7f
      if (byte >= 0x80) value |= (lists[at++]! & 0x7f) << 7
      documents[i] = document
      times[i] = value
    }
    return count
  }

  #lowerBound(term: Uint8Array): number {
    let low = 0
    let high = this.termCount
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#compare(middle, term) < 0) low = middle + 1
      else high = middle
    }
    return low
  }

  #compare(term: number, with_: Uint8Array): number {
    const { terms, termStarts } = this.#sections
    const start = termStarts[term]!
    const length = termStarts[term + 1]! - start
    const shared = Math.min(length, with_.length)
    for (let i = 0; i < shared; i++) {
      const difference = terms[start + i]! - with_[i]!
      if (difference !== 0) return difference
    }
    return length - with_.length
  }

  #startsWith(term: number, prefix: Uint8Array): boolean {
    const { terms, termStarts } = this.#sections
    const start = termStarts[term]!
    if (termStarts[term + 1]! - start < prefix.length) return false
    for (let i = 0; i < prefix.length; i++) if (terms[start + i] !== prefix[i]) return false
    return true
  }
}
