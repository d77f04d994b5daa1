import { asciiOf } from './ascii.ts'
import { type Line, ROLES, type Role } from './line.ts'
import { graphemes, graphemeWidth } from './width.ts'

const ROLE_INDEX = new Map<Role, number>(ROLES.map((role, i) => [role, i]))
export const SELECTED = 0x100
export const SELECTED_UNFOCUSED = 0x200

/** A grid of cells. A wide grapheme lies in its first cell; the second one holds ''. */
export interface Surface {
  readonly width: number
  readonly height: number
  /** Only ASCII may be written into it. */
  readonly ascii: boolean
  readonly text: string[]
  /** Index of the role, with the marks of selection. */
  readonly style: Uint16Array
}

export function createSurface(width: number, height: number, { ascii = false } = {}): Surface {
  return {
    width,
    height,
    ascii,
    text: new Array<string>(width * height).fill(' '),
    style: new Uint16Array(width * height),
  }
}

/**
 * Writes a line into a row, from `x` on and at most `width` columns; what is left of them becomes blank. Control characters
 * show as blanks, so that no text from outside reaches the terminal as a command.
 */
export function drawLine(
  surface: Surface,
  at: { x: number; y: number; width: number },
  { spans, selected }: Line,
): void {
  const { x, y, width } = at
  if (y < 0 || y >= surface.height) return
  const end = Math.min(x + width, surface.width)
  const base = y * surface.width
  let column = x
  for (const { text, role, selected: own = selected } of spans) {
    const style = (ROLE_INDEX.get(role ?? 'text') ?? 0) | markOf(own)
    for (const grapheme of graphemes(text)) {
      const wide = graphemeWidth(grapheme)
      if (wide === 0) {
        if (column > x && !surface.ascii) surface.text[base + column - 1] += grapheme
        continue
      }
      if (column + wide > end) {
        column = end
        break
      }
      surface.text[base + column] = shownAs(grapheme, wide, surface.ascii)
      surface.style[base + column] = style
      if (wide === 2) {
        surface.text[base + column + 1] = ''
        surface.style[base + column + 1] = style
      }
      column += wide
    }
    if (column >= end) break
  }
  for (; column < end; column++) {
    surface.text[base + column] = ' '
    surface.style[base + column] = markOf(selected)
  }
}

function markOf(selected: Line['selected']): number {
  return selected === true ? SELECTED : selected === 'unfocused' ? SELECTED_UNFOCUSED : 0
}

/** A wide grapheme lies in its first cell whatever stands for it. */
function shownAs(grapheme: string, width: number, ascii: boolean): string {
  if (isControl(grapheme)) return ' '
  return ascii && !/^[\x20-\x7e]$/.test(grapheme) ? asciiOf(grapheme, width) : grapheme
}

function isControl(grapheme: string): boolean {
  const code = grapheme.charCodeAt(0)
  return code < 0x20 || (code >= 0x7f && code < 0xa0)
}
