import type { ScannedFile } from './contract.ts'
import { MAX_SOURCE_BYTES } from './read-source.ts'

/** Small enough to spread over the threads, large enough that messages cost little. */
const CHUNK_BYTES = 256 * 1024
const CHUNK_FILES = 64

/** Files that somebody waits for are few, and come back at once. */
const WANTED_CHUNK_FILES = 8
const MOST_WANTED = 256

/**
 * The work of one analysis, handed out in chunks: the largest files first, so that no thread is left alone with a large
 * one at the end, in turns with the smallest, which cost their reader more than the threads. What is too large to be read
 * costs nothing. Before all others come those that `wanted` gives more than 0, the most wanted first.
 */
export class ChunkQueue {
  readonly #files: ScannedFile[]
  #next = 0
  #end: number
  #small = false
  #again: ScannedFile[][] = []

  constructor(files: readonly ScannedFile[], wanted: (path: string) => number = () => 0) {
    const first = mostWanted(files, wanted)
    for (let at = first.length; at > 0; at -= WANTED_CHUNK_FILES) {
      this.#again.push(first.slice(Math.max(0, at - WANTED_CHUNK_FILES), at))
    }
    const taken = new Set(first)
    this.#files = files.filter((file) => !taken.has(file)).sort((a, b) => weight(b) - weight(a))
    this.#end = this.#files.length
  }

  get left(): number {
    return this.#end - this.#next + this.#again.reduce((sum, files) => sum + files.length, 0)
  }

  /** Whether what comes next is waited for. */
  get isWanted(): boolean {
    return this.#again.length > 0
  }

  take(): ScannedFile[] | null {
    const again = this.#again.pop()
    if (again) return again
    if (this.#next === this.#end) return null
    const small = this.#small
    this.#small = !small
    let count = 0
    let bytes = 0
    while (count < CHUNK_FILES && this.#next + count < this.#end) {
      bytes += weight(this.#files[small ? this.#end - 1 - count : this.#next + count]!)
      if (bytes > CHUNK_BYTES && count > 0) break
      count += 1
    }
    if (small) this.#end -= count
    else this.#next += count
    const from = small ? this.#end : this.#next - count
    return this.#files.slice(from, from + count)
  }

  putBack(files: ScannedFile[]): void {
    if (files.length > 0) this.#again.push(files)
  }
}

function mostWanted(files: readonly ScannedFile[], wanted: (path: string) => number): ScannedFile[] {
  const ranked = files.map((file) => ({ file, rank: wanted(file.path) })).filter(({ rank }) => rank > 0)
  return ranked
    .sort((a, b) => b.rank - a.rank)
    .slice(0, MOST_WANTED)
    .map(({ file }) => file)
}

function weight(file: ScannedFile): number {
  return file.bytes > MAX_SOURCE_BYTES ? 0 : file.bytes
}
