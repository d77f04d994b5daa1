import type { ScannedFile } from './contract.ts'
import { MAX_SOURCE_BYTES } from './read-source.ts'

/** Small enough to spread over the threads, large enough that messages cost little. */
const CHUNK_BYTES = 256 * 1024
const CHUNK_FILES = 64

/**
 * The work of one analysis, handed out in chunks, the largest files first, so that no thread is left alone with a large
 * one at the end. What is too large to be read costs nothing and comes last.
 */
export class ChunkQueue {
  readonly #files: ScannedFile[]
  #next = 0
  #again: ScannedFile[][] = []

  constructor(files: readonly ScannedFile[]) {
    this.#files = [...files].sort((a, b) => weight(b) - weight(a))
  }

  get left(): number {
    return this.#files.length - this.#next + this.#again.reduce((sum, files) => sum + files.length, 0)
  }

  take(): ScannedFile[] | null {
    const again = this.#again.pop()
    if (again) return again
    if (this.#next === this.#files.length) return null
    const first = this.#next
    let bytes = 0
    while (this.#next < this.#files.length && this.#next - first < CHUNK_FILES) {
      bytes += weight(this.#files[this.#next]!)
      if (bytes > CHUNK_BYTES && this.#next > first) break
      this.#next += 1
    }
    return this.#files.slice(first, this.#next)
  }

  putBack(files: ScannedFile[]): void {
    if (files.length > 0) this.#again.push(files)
  }
}

function weight(file: ScannedFile): number {
  return file.bytes > MAX_SOURCE_BYTES ? 0 : file.bytes
}
