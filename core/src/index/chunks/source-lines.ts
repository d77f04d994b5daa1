/** The lines of a text by number from 1, without copies until one is asked for. */
export class SourceLines {
  readonly text: string
  /** Offset of each line's first character, and of the end. */
  readonly #starts: number[] = [0]

  constructor(text: string) {
    this.text = text
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1)
    // A last line break ends a line; it begins none.
    if (this.#starts.at(-1) === text.length && this.#starts.length > 1) this.#starts.pop()
    this.#starts.push(text.length)
  }

  get count(): number {
    return this.#starts.length - 1
  }

  line(number: number): string {
    return this.slice(number, number)
  }

  /** Lines `from` to `to`, both included, without the last line break. */
  slice(from: number, to: number): string {
    const end = this.#starts[Math.min(to, this.count)]!
    const text = this.text.slice(this.#starts[from - 1], end)
    return text.endsWith('\n') ? text.slice(0, text.endsWith('\r\n') ? -2 : -1) : text
  }

  /** Characters of these lines, line breaks included. */
  size(from: number, to: number): number {
    return this.#starts[Math.min(to, this.count)]! - this.#starts[from - 1]!
  }

  isBlank(number: number): boolean {
    return this.indentation(number) < 0
  }

  /** Leading blanks, a tab as one; -1 for a line of nothing else. */
  indentation(number: number): number {
    const end = this.#starts[number]!
    for (let at = this.#starts[number - 1]!, depth = 0; at < end; at++, depth++) {
      const code = this.text.charCodeAt(at)
      if (code === 10 || code === 13) return -1
      if (code !== 32 && code !== 9) return depth
    }
    return -1
  }
}
