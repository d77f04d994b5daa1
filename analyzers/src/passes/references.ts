import type { ReferenceTable } from '../facts.ts'
import type { FlatTree } from '../syntax/flat-tree.ts'

const MAX_NAMES = 1 << 17

/**
 * Collects the names of a file by number. A name that was seen in an earlier file is neither cut out of the source nor
 * hashed by the engine again; the memory of names is dropped when it grows past a limit.
 */
export function createNameTable() {
  let names: string[] = []
  let hashes = new Uint32Array(MAX_NAMES)
  let slots = new Int32Array(MAX_NAMES * 4)
  // By name: the file it was last seen in, and its number there.
  let seenIn = new Uint32Array(MAX_NAMES)
  let localIds = new Uint32Array(MAX_NAMES)
  let file = 0

  let locals: number[] = []
  let counts: number[] = []
  let useIds = new Uint32Array(1 << 14)
  let useRows = new Uint32Array(1 << 14)
  let uses = 0

  function begin(): void {
    if (names.length > MAX_NAMES / 2) {
      names = []
      hashes = new Uint32Array(MAX_NAMES)
      slots = new Int32Array(MAX_NAMES * 4)
      seenIn = new Uint32Array(MAX_NAMES)
      localIds = new Uint32Array(MAX_NAMES)
    }
    file++
    uses = 0
    locals = []
    counts = []
  }

  /** Records the use of a name; the number is that of the name in this file. */
  function add(source: string, start: number, end: number, row: number): number {
    let hash = end - start
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ source.charCodeAt(i), 0x01000193)
    hash >>>= 0
    const name = numberOf(source, start, end, hash)
    let local = localIds[name]!
    if (seenIn[name] !== file) {
      seenIn[name] = file
      local = locals.length
      localIds[name] = local
      locals.push(name)
      counts.push(0)
    }
    counts[local]!++
    if (uses === useIds.length) {
      useIds = doubled(useIds)
      useRows = doubled(useRows)
    }
    useIds[uses] = local
    useRows[uses++] = row
    return local
  }

  function numberOf(source: string, start: number, end: number, hash: number): number {
    const mask = slots.length - 1
    for (let slot = (hash ^ (hash >>> 15)) & mask; ; slot = (slot + 1) & mask) {
      const found = slots[slot]! - 1
      if (found < 0) {
        if (names.length === hashes.length) {
          hashes = doubled(hashes)
          seenIn = doubled(seenIn)
          localIds = doubled(localIds)
        }
        const name = names.length
        names.push(unsliced(source, start, end))
        hashes[name] = hash
        slots[slot] = name + 1
        if (names.length * 2 > slots.length) rehash()
        return name
      }
      if (hashes[found] === hash && isAt(names[found]!, source, start, end)) return found
    }
  }

  function rehash(): void {
    slots = new Int32Array(slots.length * 2)
    const mask = slots.length - 1
    for (let name = 0; name < names.length; name++) {
      const hash = hashes[name]!
      let slot = (hash ^ (hash >>> 15)) & mask
      while (slots[slot] !== 0) slot = (slot + 1) & mask
      slots[slot] = name + 1
    }
  }

  /** The first `most` uses of the file. */
  function table(tree: FlatTree, most: number): ReferenceTable {
    if (uses > most) cut(most)
    const offsets = new Uint32Array(locals.length)
    let total = 0
    for (let i = 0; i < locals.length; i++) {
      offsets[i] = total
      total += counts[i]!
    }
    const positions = new Uint32Array(total * 2)
    const { starts, lineStarts, lineCount } = tree
    let line = 0
    for (let i = 0; i < uses; i++) {
      const start = starts[useRows[i]!]!
      while (line + 1 < lineCount && lineStarts[line + 1]! <= start) line++
      const at = offsets[useIds[i]!]!++ * 2
      positions[at] = line + 1
      positions[at + 1] = start - lineStarts[line]! + 1
    }
    return { names: locals.map((name) => names[name]!), counts: Uint32Array.from(counts), positions }
  }

  // Names are numbered by their first use, so those without a use that is kept are the last.
  function cut(most: number): void {
    uses = most
    counts = []
    for (let i = 0; i < uses; i++) counts[useIds[i]!] = (counts[useIds[i]!] ?? 0) + 1
    locals.length = counts.length
  }

  return { begin, add, table, distinct: () => locals.length, total: () => uses }
}

export type NameTable = ReturnType<typeof createNameTable>

function isAt(name: string, source: string, start: number, end: number): boolean {
  if (name.length !== end - start) return false
  for (let i = 0; i < name.length; i++) if (name.charCodeAt(i) !== source.charCodeAt(start + i)) return false
  return true
}

// A slice of 13 characters or more points into its source, and would keep the text of the whole file alive.
function unsliced(source: string, start: number, end: number): string {
  const slice = source.slice(start, end)
  return slice.length < 13 ? slice : JSON.parse(JSON.stringify(slice))
}

function doubled(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2)
  larger.set(array)
  return larger
}
