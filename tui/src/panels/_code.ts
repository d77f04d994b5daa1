import type { LineTokens } from '@tlc/analyzers/facts'
import type { Span } from '../screen/line.ts'

const TAB_WIDTH = 4

/** A line of code in colours, tabs as blanks up to the next stop. */
export function codeSpans(text: string, tokens: LineTokens | undefined): Span[] {
  const spans: Span[] = []
  let at = 0
  let column = 0
  const put = (to: number, role?: Span['role']) => {
    if (to <= at) return
    const shown = expandTabs(text.slice(at, to), column)
    column += shown.length
    spans.push(role ? { text: shown, role } : { text: shown })
    at = to
  }
  for (const [start, end, kind] of tokens ?? []) {
    put(Math.min(start, text.length))
    put(Math.min(end, text.length), kind)
  }
  put(text.length)
  return spans
}

function expandTabs(text: string, column: number): string {
  if (!text.includes('\t')) return text
  let shown = ''
  for (const character of text) {
    shown += character === '\t' ? ' '.repeat(TAB_WIDTH - ((column + shown.length) % TAB_WIDTH)) : character
  }
  return shown
}
