import type { TextFormat } from './decode.ts'

/** Counts the lines of a file while its bytes pass by, and remembers where some of them begin. Memory is bounded. */
export interface LineCounter {
  /** Lines whose beginning was seen, without the empty one after a last line end. */
  readonly lines: number
  /** Bytes seen. */
  readonly offset: number
  readonly complete: boolean
  /** Bytes of a character's unit: 2 in UTF-16. */
  readonly unit: 1 | 2
  /** The bytes that follow those seen; none at the end of the file. */
  add(bytes: Buffer): void
  /** The last remembered line that is not after `line`. */
  before(line: number): { line: number; offset: number }
  /** Where in `chunk` the line ends that goes on at `from`, or -1. `offset`: of the chunk in the file. */
  endOfLine(chunk: Buffer, from: number, offset: number): number
}

const MAX_MARKS = 16_384

export function createLineCounter(format: TextFormat): LineCounter {
  const unit = format.encoding.startsWith('utf-16') ? 2 : 1
  const high = format.encoding === 'utf-16be' ? 0 : 1
  /** Offset of every `stride`th line, the first at 0. */
  let marks: number[] = [format.bom]
  let stride = 32
  let ends = 0
  let offset = format.bom
  let lastBegin = format.bom
  let complete = false

  const endOfLine = (chunk: Buffer, from: number, at: number): number => {
    if (unit === 1) return chunk.indexOf(10, from)
    for (let i = from + ((at + from - format.bom) % 2); i + 1 < chunk.length; i += 2) {
      if (chunk[i + 1 - high] === 10 && chunk[i + high] === 0) return i
    }
    return -1
  }

  const mark = (begin: number) => {
    ends += 1
    lastBegin = begin
    if (ends % stride !== 0) return
    marks.push(begin)
    if (marks.length < MAX_MARKS) return
    marks = marks.filter((_, i) => i % 2 === 0)
    stride *= 2
  }

  return {
    get lines() {
      return offset > lastBegin ? ends + 1 : ends
    },
    get offset() {
      return offset
    },
    get complete() {
      return complete
    },
    unit,
    add(bytes) {
      if (bytes.length === 0) {
        complete = true
        return
      }
      // Half a UTF-16 unit waits for its other half, unless it is all that the file still has.
      const usable = unit === 2 && bytes.length > 1 ? bytes.subarray(0, bytes.length & ~1) : bytes
      let at = endOfLine(usable, 0, offset)
      while (at >= 0) {
        mark(offset + at + unit)
        at = endOfLine(usable, at + unit, offset)
      }
      offset += usable.length
    },
    before(line) {
      const i = Math.min(Math.floor((line - 1) / stride), marks.length - 1)
      return { line: i * stride + 1, offset: marks[i]! }
    },
    endOfLine,
  }
}
