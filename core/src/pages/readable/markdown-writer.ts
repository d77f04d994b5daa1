interface Block {
  text: string
  inMain: boolean
  /** Belongs right under another line of the same kind, without an empty line between. */
  kind: 'item' | 'row' | 'other'
}

/** Less text in the marked content than this says that the mark is about something else. */
const LEAST_MAIN = 200
const DEEPEST_LIST = 8
/** The edge of code has to be longer than what is in it, and no code has such runs. */
const LONGEST_RUN = '`'.repeat(20)
const LONG_RUN = /`{20,}/g
/** What stands beside a heading to link to it. */
const SIGNS = /^[§¶#🔗\s]+|[§¶#🔗\s]+$/gu

/** Puts Markdown together from what is met in the order of a page. Never fails, whatever the order. */
export class MarkdownWriter {
  /** Whether what comes is within what the page marks as its content. */
  inMain = false
  readonly #blocks: Block[] = []
  /** Number of the next item of each open list; null for one without numbers. */
  readonly #lists: (number | null)[] = []
  #line = ''
  #heading = 0
  #lastHeading = 1
  #quotes = 0
  #marker = ''
  #code: { language: string; text: string; depth: number } | null = null
  #inlineCode = 0
  #row: { cells: string[]; isHead: boolean } | null = null

  text(text: string): void {
    if (this.#code) this.#code.text += text
    else this.#line += text.replace(/[\s\u200b\u00b6]+/g, ' ')
  }

  lineBreak(): void {
    if (this.#code) this.#code.text += '\n'
    else this.#line += this.#row || this.#heading ? ' ' : '\n'
  }

  /** Ends the paragraph, heading or item line that is being written. */
  endBlock(): void {
    if (this.#code) {
      this.#newCodeLine()
      return
    }
    // A cell and a heading stay on one line, whatever blocks are in them.
    if (this.#row || this.#heading > 0) {
      this.#line += ' '
      return
    }
    const text = tidy(this.#line)
    this.#line = ''
    if (text === '') return
    const indent = '  '.repeat(Math.max(0, this.#lists.length - 1))
    const lead = this.#marker !== '' ? this.#marker : this.#lists.length > 0 ? '  ' : ''
    this.#marker = ''
    const lines = text
      .split('\n')
      .map((line, i) => indent + (i === 0 ? lead : ' '.repeat(lead.length)) + escapedStart(line))
    this.#push(lines, lead.trim() === '' ? 'other' : 'item')
  }

  openHeading(level: number): void {
    this.endBlock()
    if (!this.#code && !this.#row) this.#heading = level
  }

  /** A heading one level below the one that it stands under. */
  openSignature(): void {
    this.endBlock()
    if (!this.#code && !this.#row) this.#heading = -Math.min(6, this.#lastHeading + 1)
  }

  closeHeading(): void {
    const level = Math.abs(this.#heading)
    if (level === 0) {
      this.endBlock()
      return
    }
    if (this.#heading > 0) this.#lastHeading = level
    this.#heading = 0
    const text = tidy(this.#line).replaceAll('\n', ' ').replace(SIGNS, '')
    this.#line = ''
    this.#marker = ''
    if (text !== '') this.#push([`${'#'.repeat(level)} ${text}`])
  }

  openList(start: number | null): void {
    this.#lists.push(start)
  }

  closeList(): void {
    this.#lists.pop()
  }

  openItem(): void {
    this.endBlock()
    const number = this.#lists.at(-1)
    if (typeof number === 'number') this.#lists[this.#lists.length - 1] = number + 1
    this.#marker = typeof number === 'number' ? `${number}. ` : '- '
  }

  closeItem(): void {
    this.endBlock()
    this.#marker = ''
  }

  openQuote(): void {
    this.endBlock()
    this.#quotes++
  }

  closeQuote(): void {
    this.endBlock()
    this.#quotes = Math.max(0, this.#quotes - 1)
  }

  openCode(language: string): void {
    if (this.#code) {
      this.#code.depth++
      return
    }
    this.#row = null
    this.#heading = 0
    this.endBlock()
    this.#code = { language, text: '', depth: 1 }
  }

  closeCode(): void {
    const code = this.#code
    if (!code || --code.depth > 0) return
    this.#code = null
    const text = code.text
      .replace(/^\s*\n/, '')
      .trimEnd()
      .replace(LONG_RUN, LONGEST_RUN)
    if (text === '') return
    const longest = Math.max(2, ...[...text.matchAll(/`{3,}/g)].map(([run]) => run.length))
    const fence = '`'.repeat(longest + 1)
    this.#push([fence + code.language, ...text.split(/\r?\n/), fence])
  }

  openInlineCode(language: string): void {
    if (this.#code) this.#code.language ||= language
    else if (this.#inlineCode++ === 0) this.#line += '`'
  }

  closeInlineCode(): void {
    if (this.#code || this.#inlineCode === 0) return
    if (--this.#inlineCode === 0) this.#line += '`'
  }

  openRow(): void {
    this.#row = null
    this.endBlock()
    if (!this.#code) this.#row = { cells: [], isHead: true }
  }

  openCell(isHead: boolean): void {
    if (!this.#row) return
    this.#endCell()
    this.#row.isHead &&= isHead
  }

  closeRow(): void {
    const row = this.#row
    if (!row) {
      this.endBlock()
      return
    }
    this.#endCell()
    this.#row = null
    // A table of one column lays something out.
    if (row.cells.length < 2) {
      this.#line = row.cells.join('')
      this.endBlock()
      return
    }
    const lines = [`| ${row.cells.join(' | ')} |`]
    if (row.isHead) lines.push(`|${' --- |'.repeat(row.cells.length)}`)
    this.#push(lines, 'row')
  }

  /** The whole text; with `mainOnly` what the page marks as its content, when that is more than a word. */
  finish({ mainOnly }: { mainOnly: boolean }): string {
    this.closeRow()
    this.closeHeading()
    const main = this.#blocks.filter((block) => block.inMain)
    const length = main.reduce((sum, { text }) => sum + text.length, 0)
    const blocks = mainOnly && length >= LEAST_MAIN ? main : this.#blocks
    let text = ''
    let before: Block['kind'] = 'other'
    for (const block of blocks) {
      const gap = text === '' ? '' : block.kind !== 'other' && block.kind === before ? '\n' : '\n\n'
      text += gap + block.text
      before = block.kind
    }
    return text
  }

  #endCell(): void {
    const text = tidy(this.#line).replaceAll('\n', ' ').replaceAll('|', '\\|')
    this.#line = ''
    if (text !== '' || this.#row!.cells.length > 0) this.#row!.cells.push(text)
  }

  #newCodeLine(): void {
    const { text } = this.#code!
    if (text !== '' && !text.endsWith('\n')) this.#code!.text += '\n'
  }

  #push(lines: string[], kind: Block['kind'] = 'other'): void {
    const lead = '> '.repeat(Math.min(this.#quotes, DEEPEST_LIST))
    this.#blocks.push({ text: lines.map((line) => lead + line).join('\n'), inMain: this.inMain, kind })
  }
}

function tidy(text: string): string {
  return text
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/``/g, '')
    .trim()
}

/** Words that would read as a heading or as the edge of code. */
function escapedStart(line: string): string {
  return line.replace(/^(#{1,6}\s|```|~~~)/, '\\$1')
}
