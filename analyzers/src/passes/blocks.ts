import type { BlockFact } from '../facts.ts'
import { LineKind, type LineTable } from './lines.ts'

/** Lines of code in a window. */
const WINDOW = 10
/** Of so many windows in a row at least one is kept, so every copy of `WINDOW + SAMPLE - 1` lines shares one. */
const SAMPLE = 10
/** Lines with fewer characters (a brace, `else:`) take no part: they are the same everywhere. */
const MIN_WIDTH = 4

/**
 * Hashes of windows of lines, without white space, comments and blank lines. Which windows are kept follows from their
 * hashes alone, so that equal passages keep equal windows wherever they are
 * (winnowing: Schleimer, Wilkerson, Aiken, "Winnowing: Local Algorithms for Document Fingerprinting", SIGMOD 2003).
 */
export function blocksOf({ count, kinds, hashes, widths, starts }: LineTable, text: string): BlockFact[] {
  const lines: number[] = []
  for (let i = 0; i < count; i++) {
    if (kinds[i] !== LineKind.code || widths[i]! < MIN_WIDTH) continue
    if (!endsWithComma(text, starts[i]!, i + 1 < count ? starts[i + 1]! : text.length)) lines.push(i)
  }
  const windows = lines.length - WINDOW + 1
  if (windows <= 0) return []
  const high = new Uint32Array(windows)
  const low = new Uint32Array(windows)
  for (let i = 0; i < windows; i++) {
    let a = 0x811c9dc5
    let b = 0x9747b28c
    for (let j = i; j < i + WINDOW; j++) {
      const hash = hashes[lines[j]!]!
      a = Math.imul(a ^ hash, 0x01000193)
      a ^= a >>> 15
      b = Math.imul(b ^ hash, 0x5bd1e995)
      b ^= b >>> 13
    }
    high[i] = a >>> 0
    low[i] = b >>> 0
  }
  const blocks: BlockFact[] = []
  let kept = -1
  for (let from = 0; from < Math.max(1, windows - SAMPLE + 1); from++) {
    const to = Math.min(from + SAMPLE, windows)
    let least = from
    for (let i = from + 1; i < to; i++) if (high[i]! <= high[least]!) least = i
    if (least === kept) continue
    kept = least
    blocks.push({
      hash: high[least]!.toString(36) + low[least]!.toString(36),
      line: lines[least]! + 1,
      endLine: lines[least + WINDOW - 1]! + 1,
    })
  }
  return blocks
}

// Rows of a table, parameters and imported names are alike wherever they stand; what is copied is statements.
function endsWithComma(text: string, start: number, end: number): boolean {
  let last = end - 1
  while (last > start && text.charCodeAt(last) <= 32) last--
  return text.charCodeAt(last) === 44
}
