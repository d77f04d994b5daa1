import { type Line, ROLES, type Role } from './line.ts'
import { graphemes, graphemeWidth } from './width.ts'

const ROLE_INDEX = new Map<Role, number>(ROLES.map((role, i) => [role, i]))
export const SELECTED = 0x100
export const SELECTED_UNFOCUSED = 0x200

/** A grid of cells. A wide grapheme lies in its first cell; the second one holds ''. */
export interface Surface {
  readonly width: number
  readonly height: number
  readonly text: string[]
  /** Index of the role, with the marks of selection. */
  readonly style: Uint16Array
}

export function createSurface(width: number, height: number): Surface {
  return { width, height, text: new Array<string>(width * height).fill(' '), style: new Uint16Array(width * height) }
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
  const mark = selected === true ? SELECTED : selected === 'unfocused' ? SELECTED_UNFOCUSED : 0
  let column = x
  for (const { text, role } of spans) {
    const style = (ROLE_INDEX.get(role ?? 'text') ?? 0) | mark
    for (const grapheme of graphemes(text)) {
      const shown = isControl(grapheme) ? ' ' : grapheme
      const wide = graphemeWidth(shown)
      if (wide === 0) {
        if (column > x) surface.text[base + column - 1] += shown
        continue
      }
      if (column + wide > end) {
        column = end
        break
      }
      surface.text[base + column] = shown
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
    surface.style[base + column] = mark
  }
}

function isControl(grapheme: string): boolean {
  const code = grapheme.charCodeAt(0)
  return code < 0x20 || (code >= 0x7f && code < 0xa0)
}
