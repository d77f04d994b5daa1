import type { ReferenceTable } from '@tlc/analyzers/facts'

/** A file's references as one row: `names` is searchable by SQL, since each name stands between two line feeds. */
export interface StoredReferences {
  names: string
  counts: Uint8Array
  positions: Uint8Array
}

export function encodeReferences({ names, counts, positions }: ReferenceTable): StoredReferences {
  return {
    names: names.length === 0 ? '' : `\n${names.join('\n')}\n`,
    counts: bytesOf(counts),
    positions: bytesOf(positions),
  }
}

/** Line and column of each use of `name`, in the order of the file. */
export function positionsOf(stored: StoredReferences, name: string): { line: number; column: number }[] {
  const at = stored.names.indexOf(`\n${name}\n`)
  if (at < 0) return []
  let index = 0
  for (let i = stored.names.indexOf('\n', 1); i >= 0 && i <= at; i = stored.names.indexOf('\n', i + 1)) index++
  const counts = numbersOf(stored.counts)
  let first = 0
  for (let i = 0; i < index; i++) first += counts[i] ?? 0
  const positions = numbersOf(stored.positions)
  const found = []
  for (let i = first; i < first + (counts[index] ?? 0); i++) {
    found.push({ line: positions[2 * i] ?? 0, column: positions[2 * i + 1] ?? 0 })
  }
  return found
}

function bytesOf(numbers: Uint32Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)
}

/** DuckDB hands out bytes at any offset, while a Uint32Array must begin at a multiple of four. */
function numbersOf(bytes: Uint8Array): Uint32Array {
  if (bytes.byteOffset % 4 === 0) return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 2)
  return new Uint32Array(bytes.slice().buffer, 0, bytes.byteLength >> 2)
}
