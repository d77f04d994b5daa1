/**
 * Characters of one column that join with nothing: Latin letters, quotes, dashes, arrows, what frames and bars are made of.
 * A text of these alone needs no segmenter, which takes 5 ms to load and most of the time of a frame.
 */
const SINGLE = /^[\x20-\x7e\xa1-\xac\xae-\u02ff\u2010-\u2027\u2190-\u21ff\u2500-\u259f]*$/
let segmenter: Intl.Segmenter | undefined
// Emoji by default, or made so by U+FE0F; a digit or a sign with U+20E3 is a keycap.
const EMOJI = /\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|^[#*0-9]\ufe0f?\u20e3/u
const ZERO = /^[\p{Mn}\p{Me}\p{Cf}]+$/u

/** The parts of a text that a terminal shows as one character each. */
export function* graphemes(text: string): Iterable<string> {
  if (SINGLE.test(text)) yield* text
  else {
    segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' })
    for (const { segment } of segmenter.segment(text)) yield segment
  }
}

/**
 * Columns that one grapheme takes: 0, 1 or 2 (Unicode Standard Annex 11 and Technical Standard 51). A control character
 * takes the one of the blank that is drawn for it.
 */
export function graphemeWidth(grapheme: string): 0 | 1 | 2 {
  const code = grapheme.codePointAt(0) ?? 0
  if (code >= 0x20 && code < 0x7f && grapheme.length === 1) return 1
  if (ZERO.test(grapheme)) return 0
  return isWide(code) || EMOJI.test(grapheme) ? 2 : 1
}

/** Columns that a text takes. */
export function textWidth(text: string): number {
  if (SINGLE.test(text)) return text.length
  let width = 0
  for (const grapheme of graphemes(text)) width += graphemeWidth(grapheme)
  return width
}

/** The text cut to at most `width` columns; a cut one ends with `mark`. */
export function truncate(text: string, width: number, mark = '…'): string {
  if (textWidth(text) <= width) return text
  const room = width - textWidth(mark)
  if (room < 0) return ''
  let used = 0
  let kept = ''
  for (const grapheme of graphemes(text)) {
    used += graphemeWidth(grapheme)
    if (used > room) break
    kept += grapheme
  }
  return kept + mark
}

/** The end of a text that is too long: of a path the last folders tell most. */
export function truncateStart(text: string, width: number, mark = '…'): string {
  if (textWidth(text) <= width) return text
  const parts = [...graphemes(text)].reverse()
  let used = textWidth(mark)
  let kept = ''
  for (const grapheme of parts) {
    used += graphemeWidth(grapheme)
    if (used > width) break
    kept = grapheme + kept
  }
  return used - textWidth(mark) <= 0 && width < textWidth(mark) ? '' : mark + kept
}

/** Cut or filled with blanks to exactly `width` columns. */
export function fit(text: string, width: number, align: 'left' | 'right' = 'left', mark = '…'): string {
  const cut = truncate(text, width, mark)
  const blanks = ' '.repeat(Math.max(0, width - textWidth(cut)))
  return align === 'left' ? cut + blanks : blanks + cut
}

/** The text in lines of at most `width` columns, broken between words where it can. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    let line = ''
    for (const word of paragraph.split(/(?<=\s)/)) {
      if (textWidth(line) + textWidth(word.trimEnd()) <= width) {
        line += word
        continue
      }
      if (line !== '') lines.push(line.trimEnd())
      line = word
      while (textWidth(line.trimEnd()) > width) {
        const head = truncate(line, width, '')
        if (head === '') break
        lines.push(head)
        line = line.slice(head.length)
      }
    }
    lines.push(line.trimEnd())
  }
  return lines
}

/** East Asian Wide and Fullwidth ranges of Unicode 16. */
function isWide(code: number): boolean {
  if (code < 0x1100) return false
  return (
    code <= 0x115f ||
    (code >= 0x2e80 && code <= 0x303e) ||
    (code >= 0x3041 && code <= 0x33ff) ||
    (code >= 0x3400 && code <= 0x4dbf) ||
    (code >= 0x4e00 && code <= 0xa4cf) ||
    (code >= 0xa960 && code <= 0xa97f) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe10 && code <= 0xfe19) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x17000 && code <= 0x18aff) ||
    (code >= 0x1b000 && code <= 0x1b2ff) ||
    (code >= 0x20000 && code <= 0x3fffd)
  )
}
