import type { ScannedFile } from './contract.ts'
import { MAX_SOURCE_BYTES } from './read-source.ts'

/** Small enough to spread over the threads, large enough that messages cost little. */
const CHUNK_BYTES = 256 * 1024
const CHUNK_FILES = 64

/**
 * The work of one analysis, handed out in chunks: the largest files first, so that no thread is left alone with a large
 * one at the end, in turns with the smallest, which cost their reader more than the threads. What is too large to be read
 * costs nothing.
 */
export class ChunkQueue {
  readonly #files: ScannedFile[]
  #next = 0
  #end: number
  #small = false
  #again: ScannedFile[][] = []

  constructor(files: readonly ScannedFile[]) {
    this.#files = [...files].sort((a, b) => weight(b) - weight(a))
    this.#end = this.#files.length
  }

  get left(): number {
    return this.#end - this.#next + this.#again.reduce((sum, files) => sum + files.length, 0)
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

function weight(file: ScannedFile): number {
  return file.bytes > MAX_SOURCE_BYTES ? 0 : file.bytes
}
