import { encodeVarint, GrowingBytes } from './varint.ts'

/** One inverted list a term, in the sections that a segment's file holds. */
export interface FrozenPostings {
  /** The terms in the order of their UTF-8 bytes, one after the other. */
  terms: Uint8Array
  /** Where each term begins in `terms`, and where the last one ends. */
  termStarts: Uint32Array
  /** Documents that hold each term. */
  counts: Uint32Array
  /** Where the list of each term begins in `lists`, and where the last one ends. */
  listStarts: Uint32Array
  /** For each document that holds the term, in ascending order: the distance to the one before, and how often. Varints. */
  lists: Uint8Array
}

/** More often than this in one document says nothing more. */
const MOST_TIMES = 255

/** Collects which document holds which terms how often; documents come in ascending order. */
export class PostingsBuilder {
  readonly #ids = new Map<string, number>()
  #log = new Uint32Array(1 << 14)
  #logged = 0
  /** Of the document that is being added: how often each term came, and the terms that came. */
  #times = new Uint32Array(1 << 12)
  #present: number[] = []

  /** The number by which this builder knows a term. */
  id(term: string): number {
    let id = this.#ids.get(term)
    if (id === undefined) {
      id = this.#ids.size
      this.#ids.set(term, id)
      if (id >= this.#times.length) this.#times = grown(this.#times)
    }
    return id
  }

  count(id: number): void {
    const times = this.#times[id]!
    if (times === 0) this.#present.push(id)
    this.#times[id] = times + 1
  }

  /** Ends the document; answers how many terms it had, repetitions included. */
  endDocument(document: number): number {
    let length = 0
    for (const id of this.#present) {
      const times = this.#times[id]!
      this.#times[id] = 0
      length += times
      this.#append(id, document, Math.min(times, MOST_TIMES))
    }
    this.#present = []
    return length
  }

  freeze(): FrozenPostings {
    const encoder = new TextEncoder()
    const terms = Array.from(this.#ids, ([term, id]) => ({ id, bytes: encoder.encode(term) }))
    terms.sort((a, b) => Buffer.compare(a.bytes, b.bytes))
    const rank = new Uint32Array(terms.length)
    terms.forEach(({ id }, i) => {
      rank[id] = i
    })
    return { ...dictionaryOf(terms.map(({ bytes }) => bytes)), ...this.#listsBy(rank) }
  }

  // A counting sort by term: the log is in the order of documents already.
  #listsBy(rank: Uint32Array): Pick<FrozenPostings, 'counts' | 'listStarts' | 'lists'> {
    const counts = new Uint32Array(rank.length)
    for (let at = 0; at < this.#logged; at += 3) counts[rank[this.#log[at]!]!]!++
    const next = new Uint32Array(rank.length + 1)
    for (let i = 0; i < rank.length; i++) next[i + 1] = next[i]! + counts[i]!
    const ends = next.slice()
    const sorted = new Uint32Array(2 * (this.#logged / 3))
    for (let at = 0; at < this.#logged; at += 3) {
      const to = ends[rank[this.#log[at]!]!]!++ * 2
      sorted[to] = this.#log[at + 1]!
      sorted[to + 1] = this.#log[at + 2]!
    }
    const bytes = new GrowingBytes(this.#logged)
    const listStarts = new Uint32Array(rank.length + 1)
    for (let i = 0; i < rank.length; i++) {
      listStarts[i] = bytes.length
      let before = 0
      for (let at = next[i]! * 2; at < next[i + 1]! * 2; at += 2) {
        encodeVarint(bytes, sorted[at]! - before)
        encodeVarint(bytes, sorted[at + 1]!)
        before = sorted[at]!
      }
    }
    listStarts[rank.length] = bytes.length
    return { counts, listStarts, lists: bytes.take() }
  }

  #append(id: number, document: number, times: number): void {
    if (this.#logged + 3 > this.#log.length) this.#log = grown(this.#log)
    this.#log[this.#logged] = id
    this.#log[this.#logged + 1] = document
    this.#log[this.#logged + 2] = times
    this.#logged += 3
  }
}

/** The terms' bytes, sorted by the caller, as sections. */
export function dictionaryOf(sorted: Uint8Array[]): Pick<FrozenPostings, 'terms' | 'termStarts'> {
  const termStarts = new Uint32Array(sorted.length + 1)
  sorted.forEach((bytes, i) => {
    termStarts[i + 1] = termStarts[i]! + bytes.length
  })
  const terms = new Uint8Array(termStarts[sorted.length]!)
  sorted.forEach((bytes, i) => {
    terms.set(bytes, termStarts[i]!)
  })
  return { terms, termStarts }
}

function grown(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2)
  larger.set(array)
  return larger
}
